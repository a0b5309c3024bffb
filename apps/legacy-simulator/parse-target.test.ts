import { expect, it } from 'vitest';
import { parseTarget } from './parse-target.ts';
import { RestError } from './rest-error.ts';

it.each([
  ['$info', { kind: 'info' }],
  ['$catalog', { kind: 'catalog' }],
  ['$catalog/', { kind: 'catalog' }],
  ['$catalog/$all', { kind: 'catalog', table: '$all' }],
  ['$catalog/Kunden', { kind: 'catalog', table: 'Kunden' }],
  ['$directory/login', { kind: 'login' }],
  ['Kunden', { kind: 'rows', table: 'Kunden' }],
  ['Kunden/', { kind: 'rows', table: 'Kunden' }],
  ['Kunden/KundenNr,AdrNr/', { kind: 'rows', table: 'Kunden', attributes: ['KundenNr', 'AdrNr'] }],
  ['Kunden(10001)', { kind: 'row', table: 'Kunden', value: '10001' }],
  ['Kunden("10001")/AdrNr', { kind: 'row', table: 'Kunden', value: '10001', attributes: ['AdrNr'] }],
  ['Kunden:AdrNr(5)', { kind: 'row', table: 'Kunden', attribute: 'AdrNr', value: '5' }],
  ['Kunden/$entityset/0af4', { kind: 'entitySet', table: 'Kunden', id: '0AF4' }],
])('reads %s', (path, target) => {
  expect(parseTarget(path)).toEqual(target);
});

it.each([
  ['', 1806],
  ['Kunden:AdrNr', 1806],
  ['Kunden/a/b', 1806],
  ['$nothing', 1811],
  ['$info/sessionInfo', 1811],
])('refuses "%s" with %i', (path, code) => {
  expect(() => parseTarget(path)).toThrow(RestError);
  try {
    parseTarget(path);
  } catch (error) {
    expect(error instanceof RestError && error.entries[0]?.errCode).toBe(code);
  }
});
