import { useRef } from 'react';

/** 128 random bits. Not `crypto.randomUUID`: on a plain-HTTP address of the local network browsers do not offer it. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Idempotency key of one intention of the user: pressing "save" again after a lost answer repeats the same intention
 * as long as nothing was changed in between, so the server gives the first answer instead of acting twice.
 */
export class Intent {
  #key: string | null = null;
  #content = '';

  key(body: unknown): string {
    const content = JSON.stringify(body);
    if (this.#key === null || content !== this.#content) {
      this.#key = newKey();
      this.#content = content;
    }
    return this.#key;
  }

  /** The intention was carried out; the next one is a new one, even with the same content. */
  done(): void {
    this.#key = null;
  }
}

export function useIntent(): Intent {
  const ref = useRef<Intent | null>(null);
  ref.current ??= new Intent();
  return ref.current;
}
