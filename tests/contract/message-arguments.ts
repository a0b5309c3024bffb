import { compileMessage } from '@lingui/message-utils/compileMessage';

/** The names of the values that an ICU message wants, sorted; those inside of plurals and choices too. */
export function messageArguments(message: string): string[] {
  const names = new Set<string>();
  const collect = (tokens: unknown): void => {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens) {
      if (!Array.isArray(token)) continue;
      const [name, , forms] = token;
      names.add(String(name));
      if (typeof forms === 'object' && forms !== null) for (const form of Object.values(forms)) collect(form);
    }
  };
  collect(compileMessage(message));
  return [...names].sort();
}
