import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

type Colours = Readonly<Record<string, string>>;

/** The colours of one scheme: `{ text: '#1d232d', … }`. */
function coloursOf(scheme: 'light' | 'dark'): Colours {
  const block = css.split(`data-mantine-color-scheme="${scheme}"] {`)[1]?.split('}')[0] ?? '';
  return Object.fromEntries([...block.matchAll(/--k-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
}

/** Relative luminance (WCAG 2.2), 0 … 1. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['page', 'surface', 'raised', 'field', 'hover', 'selected', 'head'];
const tones = ['green', 'amber', 'red', 'blue'];

describe.each(['light', 'dark'] as const)('the colours of the %s scheme', (scheme) => {
  const colours = coloursOf(scheme);
  const weak = (pairs: readonly (readonly [string, string])[], least: number) =>
    pairs
      .map(([front, ground]) => [front, ground, contrast(colours[front] ?? '', colours[ground] ?? '')] as const)
      .filter(([, , ratio]) => !(ratio >= least))
      .map(([front, ground, ratio]) => `${front} on ${ground}: ${ratio.toFixed(2)}`);

  it('let every text be read on every ground (WCAG AA, 4.5)', () => {
    const texts = ['text', 'text-2', 'text-3', 'link'];
    expect(
      weak(
        texts.flatMap((text) => [...grounds, 'flash'].map((ground) => [text, ground] as const)),
        4.5,
      ),
    ).toEqual([]);
  });

  it('let the words of states and messages be read (4.5)', () => {
    const soft = tones.map((tone) => [tone, `${tone}-soft`] as const);
    const plain = tones.flatMap((tone) => ['surface', 'page', 'raised'].map((ground) => [tone, ground] as const));
    const messages = tones.map((tone) => ['text', `${tone}-soft`] as const);
    const grey = ['text', 'text-2', 'text-3'].map((text) => [text, 'grey-soft'] as const);
    expect(weak([...soft, ...plain, ...messages, ...grey], 4.5)).toEqual([]);
  });

  it('show where the focus is on every ground (3)', () => {
    expect(
      weak(
        grounds.map((ground) => ['accent', ground] as const),
        3,
      ),
    ).toEqual([]);
  });
});

describe('contrast', () => {
  it('finds what cannot be read', () => {
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
    expect(contrast('#ffffff', '#999999')).toBeLessThan(4.5);
  });
});
