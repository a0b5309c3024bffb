import { describe, expect, it } from 'vitest';
import { settled, startedKontor } from './harness.ts';

const kontor = startedKontor();

describe('a field that an administrator adds', () => {
  it('stands in the form and in the list of those who never heard of it, at once', async () => {
    const clerk = await kontor.open('operator', 'catalog/variants');
    const api = await kontor.api('system-administrator');
    const field = await api.call<{ id: number }>('POST', 'customizing/fields', {
      resource: 'catalog.variant',
      code: 'glaze',
      label: { de: 'Glasur', en: 'Glaze' },
      kind: 'choice',
      values: [
        { code: 'matt', label: { de: 'matt', en: 'matt' } },
        { code: 'gloss', label: { de: 'glänzend', en: 'glossy' } },
      ],
      isInList: true,
    });
    expect(field.status).toBe(201);
    await api.call('POST', `customizing/fields/${field.body.id}/activate`, {});

    await kontor.visit(clerk, 'catalog/variants/1');
    await clerk.getByRole('button', { name: 'Bearbeiten' }).click();
    await clerk.getByRole('combobox', { name: 'Glasur' }).click();
    await clerk.getByRole('option', { name: 'glänzend' }).click();
    await clerk.keyboard.press('Control+s');
    await clerk.locator('main').getByText('glänzend').first().waitFor();
    await settled(clerk);

    await kontor.visit(clerk, 'catalog/variants?f.x_glaze=gloss');
    await clerk.getByRole('columnheader', { name: 'Glasur' }).first().waitFor();
    expect(await clerk.locator('main').getByText('glänzend').count()).toBeGreaterThan(0);
  });
});
