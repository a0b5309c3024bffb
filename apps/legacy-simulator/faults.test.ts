import { describe, expect, it } from 'vitest';
import { noFaults, readFaults, setFaults, strike } from './faults.ts';

describe('setFaults', () => {
  it('sets what is named and leaves the rest', () => {
    const faults = { ...noFaults, delayMs: 5 };
    setFaults(faults, { maxSessions: 3, envelope: 'array' });
    expect(faults).toEqual({ ...noFaults, delayMs: 5, maxSessions: 3, envelope: 'array' });
  });

  it.each([
    { delayMs: 9, nonsense: 1 },
    { delayMs: 9, maxSessions: 'many' },
    { loginRequired: 1 },
    { envelope: 'xml' },
    null,
    'x',
  ])('refuses %j and changes nothing', (changes) => {
    const faults = { ...noFaults };
    expect(() => setFaults(faults, changes)).toThrow(TypeError);
    expect(faults).toEqual(noFaults);
  });
});

it('reads the faults of the command line', () => {
  expect(readFaults(['maxSessions=2', 'garbage=-1', 'loginRequired=true', 'envelope=value'])).toEqual({
    maxSessions: 2,
    garbage: -1,
    loginRequired: true,
    envelope: 'value',
  });
  expect(() => readFaults(['slow=1'])).toThrow('unknown fault: slow');
});

it('strikes as often as its counter says, or always', () => {
  const faults = { ...noFaults, garbage: 2, serverError: -1 };
  expect([1, 2, 3].map(() => strike(faults, 'garbage'))).toEqual([true, true, false]);
  expect([1, 2, 3].map(() => strike(faults, 'serverError'))).toEqual([true, true, true]);
});
