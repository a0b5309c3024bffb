/** What a test needs of an answer; `json` is undefined when the body is no JSON. */
export interface TestAnswer {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown> | undefined;
  /** Name and value of each cookie that was set. */
  cookies: [string, string][];
}

/** A client that does nothing by itself: no cookie jar, no retry. */
export async function ask(url: string, init: RequestInit = {}): Promise<TestAnswer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const cookies = response.headers.getSetCookie().map((cookie): [string, string] => {
    const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
    return [name, value];
  });
  return { status: response.status, headers: response.headers, text, json: parse(text), cookies };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** Opens a session and gives the header that continues it. */
export async function openSession(url: string): Promise<{ Cookie: string }> {
  const { cookies } = await ask(`${url}/rest/$info`);
  return { Cookie: `WASID4D=${cookies[0]?.[1]}` };
}

export function errorCodes(answer: TestAnswer): unknown[] {
  const entries = (answer.json?.__ERROR ?? []) as { errCode: number; componentSignature: string }[];
  return entries.map((entry) => entry.errCode);
}

export function entities(answer: TestAnswer): Record<string, unknown>[] {
  return (answer.json?.__ENTITIES ?? []) as Record<string, unknown>[];
}
