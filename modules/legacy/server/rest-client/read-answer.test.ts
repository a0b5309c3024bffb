import { describe, expect, it } from 'vitest';
import { AppError } from '#kernel/contract/index.ts';
import { PassingFault } from './passing-fault.ts';
import { readAnswer, readPage } from './read-answer.ts';

const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof PassingFault) return { passing: true, code: error.fault.code };
    if (error instanceof AppError) return { passing: false, code: error.code };
  }
  return null;
};
const errors = (errCode: number) =>
  JSON.stringify({ __ERROR: [{ message: 'no', componentSignature: 'dbmg', errCode }] });

describe('readAnswer', () => {
  it('gives the JSON of an answer', () => {
    expect(readAnswer(200, '{"__ENTITIES":[]}')).toEqual({ __ENTITIES: [] });
  });

  it.each([
    ['a page of HTML', 200, '<!DOCTYPE html>', true, 'legacy.unreadableAnswer'],
    ['JSON that broke off', 200, '{"__ENTITIES":[{"a":', true, 'legacy.unreadableAnswer'],
    ['nothing', 200, '', true, 'legacy.unreadableAnswer'],
    ['an inner error', 500, errors(1162), true, 'legacy.serverFailed'],
    ['a proxy without its server', 502, '<html>', true, 'legacy.serverFailed'],
    ['an unknown table', 404, errors(1800), false, 'legacy.tableMissing'],
    ['a wrong filter', 400, errors(1500), false, 'legacy.requestRefused'],
    ['a redirection', 302, '', false, 'legacy.requestRefused'],
    ['an error in a good answer', 200, errors(1801), false, 'legacy.requestRefused'],
  ])('tells what may pass from what will not: %s', (_what, status, text, passing, code) => {
    expect(refusalOf(() => readAnswer(status, text))).toEqual({ passing, code });
  });
});

describe('readPage', () => {
  const rows = [{ __KEY: 'A' }];
  it.each([
    ['4D’s own envelope', { __COUNT: 7, __ENTITIES: rows }, 7],
    ['a value', { value: rows }, null],
    ['a bare array', rows, null],
  ])('takes rows from %s', (_what, json, total) => {
    expect(readPage(json)).toEqual({ rows, total });
  });

  it.each([[null], [{}], [{ __ENTITIES: 'x' }], [[1]], ['x']])('refuses %j', (json) => {
    expect(refusalOf(() => readPage(json))).toEqual({ passing: true, code: 'legacy.unreadableAnswer' });
  });
});
