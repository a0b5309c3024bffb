import { describe, expect, it } from 'vitest';
import { IconHome } from '#kernel/web/parts/icons.ts';
import { matches, pageEntries } from './palette-entries.ts';

describe('matches', () => {
  it('wants each word to begin a word, in any order', () => {
    expect(matches('Offene Aufträge', 'auf off')).toBe(true);
    expect(matches('Aufträge', 'träge')).toBe(false);
  });
});

describe('pageEntries', () => {
  it('finds pages by their own name and their module, and forms to begin', () => {
    const menu = [
      {
        module: 'sales',
        label: 'Verkauf',
        icon: IconHome,
        letter: 's',
        links: [{ path: 'sales/orders', label: 'Aufträge' }],
      },
    ];
    const creatable = [{ path: 'sales/orders', label: 'Auftrag anlegen' }];
    const groups = { pages: 'Seiten', actions: 'Anlegen' };
    expect(pageEntries(menu, creatable, 'verk', groups).map((entry) => entry.path)).toEqual(['sales/orders']);
    expect(pageEntries(menu, creatable, 'auf', groups).map((entry) => entry.path)).toEqual([
      'sales/orders',
      'sales/orders/new',
    ]);
  });
});
