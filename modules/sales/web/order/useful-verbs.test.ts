import { describe, expect, it } from 'vitest';
import { usefulVerbs } from './useful-verbs.ts';

describe('usefulVerbs', () => {
  const verbs = ['confirm', 'deliver', 'cancel', 'cancelRest', 'hold'];
  const useful = (deliveryState: string, hasReserved = true) => usefulVerbs(verbs, { deliveryState, hasReserved });

  it('offers delivery until all is delivered, canceling until anything is, and that of the rest in between', () => {
    expect(useful('open')).toEqual(['deliver', 'cancel', 'hold']);
    expect(useful('partial')).toEqual(['deliver', 'cancelRest', 'hold']);
    expect(useful('delivered')).toEqual(['hold']);
  });

  it('offers no delivery of an order that waits for all of its goods', () => {
    expect(useful('open', false)).toEqual(['cancel', 'hold']);
  });
});
