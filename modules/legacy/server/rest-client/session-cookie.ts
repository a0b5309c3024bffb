/** Which session cookies an answer set, and the value to send back. */
export interface SessionCookies {
  /** Goes back as `WASID4D`, whatever it was called. */
  value: string | null;
  names: string[];
}

const sessionName = /^(WASID4D|4DSID_.*)$/;

/**
 * Reads the `Set-Cookie` headers of an answer. `WASID4D` comes first; newer servers call it `4DSID_<application>` and
 * take either value back as `WASID4D`. A request must carry exactly one, so the others are dropped.
 */
export function readSessionCookies(setCookies: readonly string[]): SessionCookies {
  const pairs = setCookies.flatMap((line) => {
    const [, name = '', value = ''] = /^\s*([^=;\s]+)=([^;]*)/.exec(line) ?? [];
    return sessionName.test(name) && value.trim() !== '' ? [{ name, value: value.trim() }] : [];
  });
  const chosen = pairs.find(({ name }) => name === 'WASID4D') ?? pairs[0];
  return { value: chosen?.value ?? null, names: pairs.map(({ name }) => name) };
}
