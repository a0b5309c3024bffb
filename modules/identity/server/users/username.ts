/** One spelling per person: `Erika` and `ERIKA` are the same user. */
export const normaliseUsername = (username: string): string => username.normalize('NFKC').trim().toLowerCase();
