import { describe, expect, it } from 'vitest';
import { Intent } from './intent.ts';

describe('Intent', () => {
  it('keeps its key while the same thing is tried again', () => {
    const intent = new Intent();
    expect(intent.key({ a: 1 })).toBe(intent.key({ a: 1 }));
  });

  it('has another key for another content, and for the next time', () => {
    const intent = new Intent();
    const first = intent.key({ a: 1 });
    expect(intent.key({ a: 2 })).not.toBe(first);
    const again = intent.key({ a: 2 });
    intent.done();
    expect(intent.key({ a: 2 })).not.toBe(again);
  });
});
