import type { Plugin } from 'vite';
import { type MessagePart, partOfMessage } from './message-parts.ts';

/**
 * Which messages an import is for: `de.po` is what the frame says, `de.po?lists?lingui` what the lists of its module say,
 * `de.po?errors?lingui` its sentences of errors, `de.po?lingui` all but the frame and the errors. The plugin that compiles
 * catalogues knows no other end of an id.
 */
function wantsIn(id: string): (part: MessagePart) => boolean {
  const query = /\?(\w+)\?lingui$/.exec(id)?.[1];
  if (query) return (part) => part === query;
  return id.endsWith('?lingui') ? (part) => part === 'lists' || part === 'further' : (part) => part === 'frame';
}

/** Cuts each catalogue by when its messages are needed. */
export const messagesInParts: Plugin = {
  name: 'messages-in-parts',
  enforce: 'post',
  transform: {
    filter: { id: /\.po(\?\w+)?(\?lingui)?$/ },
    handler(code, id) {
      const compiled = /JSON\.parse\((".*")\)/s.exec(code)?.[1];
      if (!compiled) return this.error('a catalogue is not compiled as expected');
      const messages = JSON.parse(JSON.parse(compiled) as string) as Record<string, unknown>;
      const isWanted = wantsIn(id);
      const kept = Object.entries(messages).filter(([name]) => isWanted(partOfMessage(name)));
      return { code: `export const messages = ${JSON.stringify(Object.fromEntries(kept))};`, map: null };
    },
  },
};
