import { describe, expect, it } from 'vitest';
import { toneOf } from './tone.ts';

describe('toneOf', () => {
  it('means the same however a state is spelled', () => {
    expect(toneOf('in_progress')).toBe('progress');
    expect(toneOf('inProgress')).toBe('progress');
    expect(toneOf('pending_approval')).toBe('waiting');
    expect(toneOf('partial')).toBe('waiting');
    expect(toneOf('posted')).toBe('done');
    expect(toneOf('suspended')).toBe('wrong');
    expect(toneOf('canceled')).toBe('off');
    expect(toneOf('draft')).toBe('neutral');
  });
});
