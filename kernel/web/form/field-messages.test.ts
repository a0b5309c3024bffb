import { describe, expect, it } from 'vitest';
import { type Fields, f, type Problem } from '../../contract/index.ts';
import { ApiProblem } from '../api/api-problem.ts';
import type { Text } from '../i18n/text.ts';
import { draftMessages } from './field-messages.ts';

const fields: Fields = { customer: f.ref('party.customer'), lines: f.lines({ product: f.ref('catalog.variant') }) };
const text = { t: (id: string, values?: object) => `${id} ${JSON.stringify(values)}` } as Text;
const refused = (...paths: string[]) =>
  new ApiProblem({
    type: '',
    title: '',
    status: 422,
    code: 'kernel.invalidInput',
    params: {},
    fields: paths.map((path) => ({ path, code: 'x', params: {}, message: 'passt nicht' })),
  } satisfies Problem);

describe('draftMessages', () => {
  it('names the text that names no record, in a field and in a line', () => {
    const values: Record<string, unknown> = {
      customer: 'Meier',
      lines: [{ product: { id: 1, title: 'A' } }, { product: 'B' }],
    };
    expect(
      draftMessages(refused('customer', 'lines.0.product', 'lines.1.product'), fields, (name) => values[name], text),
    ).toEqual({
      customer: 'web.pick.unknown {"text":"Meier"}',
      'lines.0.product': 'passt nicht',
      'lines.1.product': 'web.pick.unknown {"text":"B"}',
    });
  });
});
