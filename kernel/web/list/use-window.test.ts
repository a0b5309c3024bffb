import { describe, expect, it } from 'vitest';
import { windowAt } from './use-window.ts';

describe('windowAt', () => {
  it('holds every visible row at every scroll position, and few more', () => {
    for (let scrollTop = 0; scrollTop < 4_000 * 34; scrollTop += 777) {
      const { first, end } = windowAt(scrollTop, 800, 34);
      expect(first).toBeLessThanOrEqual(Math.floor(scrollTop / 34));
      expect(end).toBeGreaterThanOrEqual(Math.ceil((scrollTop + 800) / 34));
      expect(end - first).toBeLessThan(70);
    }
  });

  it('stays the same within a step, so that most scroll events render nothing', () => {
    expect(windowAt(3_400, 680, 34)).toEqual(windowAt(3_400 + 8, 680 - 8, 34));
  });
});
