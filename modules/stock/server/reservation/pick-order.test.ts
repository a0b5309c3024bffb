import { describe, expect, it } from 'vitest';
import { byPickRule, type PickFacts } from './pick-order.ts';

const place = (code: string, facts: Partial<PickFacts> = {}): PickFacts => ({
  warehouse: 1,
  isMain: true,
  pickRule: 'expiry',
  isDefault: false,
  routePosition: null,
  code,
  expiresOn: null,
  receivedOn: null,
  ...facts,
});
const inOrder = (...places: PickFacts[]) => [...places].sort(byPickRule).map(({ code }) => code);

describe('the order of taking', () => {
  it('takes what expires first, then what came first, then what lies nearest', () => {
    const lots = [
      place('never', { receivedOn: '2026-01-01' }),
      place('late', { expiresOn: '2027-05-01', receivedOn: '2026-01-01' }),
      place('soon', { expiresOn: '2026-12-01', receivedOn: '2026-06-01' }),
      place('soon-older', { expiresOn: '2026-12-01', receivedOn: '2026-05-01' }),
    ];
    expect(inOrder(...lots)).toEqual(['soon-older', 'soon', 'late', 'never']);
    const byAge = lots.map((one) => ({ ...one, pickRule: 'age' as const }));
    expect(inOrder(...byAge)).toEqual(['late', 'never', 'soon-older', 'soon']);
  });

  it('goes by the place: the default one, the route, the code', () => {
    const places = [
      place('B'),
      place('A'),
      place('far', { routePosition: 9 }),
      place('near', { routePosition: 1 }),
      place('main', { isDefault: true, expiresOn: '2030-01-01' }),
    ];
    expect(inOrder(...places)).toEqual(['main', 'near', 'far', 'A', 'B']);
    expect(inOrder(...places.map((one) => ({ ...one, pickRule: 'place' as const })))).toEqual([
      'main',
      'near',
      'far',
      'A',
      'B',
    ]);
    const expiring = place('A', { pickRule: 'place', expiresOn: '2026-12-01' });
    expect(inOrder(expiring, place('0', { pickRule: 'place' }))).toEqual(['0', 'A']);
  });

  it('empties the main warehouse before others, whatever their rules', () => {
    const other = place('other', { warehouse: 2, isMain: false, expiresOn: '2026-01-01' });
    const third = place('third', { warehouse: 3, isMain: false, pickRule: 'place' });
    expect(inOrder(third, other, place('main', { warehouse: 4 }))).toEqual(['main', 'other', 'third']);
  });
});
