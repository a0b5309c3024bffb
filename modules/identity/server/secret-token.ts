import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as text: nobody guesses it, so a plain hash of it is enough to store. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a session, token or link. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
