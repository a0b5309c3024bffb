import { describe, expect, it } from 'vitest';
import { usefulVerbs } from './useful-verbs.ts';

describe('usefulVerbs', () => {
  const verbs = ['deliver', 'cancel', 'hold'];

  it('offers delivery until all is delivered, cancelling until anything is', () => {
    expect(usefulVerbs(verbs, 'open')).toEqual(verbs);
    expect(usefulVerbs(verbs, 'partial')).toEqual(['deliver', 'hold']);
    expect(usefulVerbs(verbs, 'delivered')).toEqual(['hold']);
  });
});
