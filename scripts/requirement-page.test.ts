import { describe, expect, it } from 'vitest';
import { idsProvenIn, requirementPage } from './requirement-page.ts';

describe('idsProvenIn', () => {
  it('reads the titles of every form of test, and nothing else', () => {
    const code = `
      // PRD-GEN-01 in a comment proves nothing
      const text = 'PRD-GEN-02';
      describe('PRD-SAL-01 orders', () => {
        it('PRD-SAL-02 PRD-US03-01 two at once', () => expect('PRD-GEN-03').toBe(1));
        it.each([1, 2])(\`PRD-SAL-03 \${name} PRD-SAL-04\`, () => {});
        test.concurrent('PRD-SAL-02 again', async () => {});
      });`;
    const proven = ['PRD-SAL-01', 'PRD-SAL-02', 'PRD-US03-01', 'PRD-SAL-03', 'PRD-SAL-04'];
    expect(idsProvenIn('order.test.ts', code)).toEqual(proven);
  });
});

describe('requirementPage', () => {
  const catalogue = [
    { id: 'PRD-SAL-01', area: 'Sales', text: 'Quotes | orders', phase: '1·R' },
    { id: 'PRD-SAL-02', area: 'Sales', text: 'Invoices', phase: '–' },
  ];

  it('names the tests of each requirement, or that it is open', () => {
    const page = requirementPage(catalogue, new Map([['PRD-SAL-01', ['a.test.ts', 'b.test.ts']]]));
    expect(page).toContain('**1 of 2 requirements are proven by tests.**');
    expect(page).toContain(
      '| PRD-SAL-01 | Quotes \\| orders | 1·R | [a.test.ts](../a.test.ts)<br>[b.test.ts](../b.test.ts) |',
    );
    expect(page).toContain('| PRD-SAL-02 | Invoices | – | open |');
  });
});
