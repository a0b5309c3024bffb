import { randomInt } from 'node:crypto';

const syllables =
  'ba be bi bo bu da de di do du fa fe fi fo fu ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru sa se si so su ta te ti to tu'.split(
    ' ',
  );

/** A random password that can be read out: five words of three syllables, about 84 bits. */
export const generatePassword = (): string =>
  Array.from({ length: 5 }, () =>
    Array.from({ length: 3 }, () => syllables[randomInt(syllables.length)]).join(''),
  ).join('-');
