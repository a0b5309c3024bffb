import { describe, expect, it } from 'vitest';
import { hasBillable } from './billable.ts';

describe('hasBillable', () => {
  it('PRD-SAL-08 asks for an invoice only of what is delivered and not invoiced, compared as numbers', () => {
    expect(hasBillable([{ delivered: '10', invoiced: '9' }])).toBe(true);
    expect(hasBillable([{ delivered: '3', invoiced: '3' }])).toBe(false);
    expect(hasBillable([{ delivered: '0', invoiced: '0' }])).toBe(false);
    expect(hasBillable([])).toBe(false);
  });
});
