import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { settled, startedKontor } from './harness.ts';

const kontor = startedKontor();

const spaces = ['web', 'module', ...readdirSync(join(import.meta.dirname, '..', '..', 'modules'))];

/** Notes every message id that is ever drawn in the place of words, however briefly, from the next page on. */
async function watchForIds(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(
    (ids) => {
      const seen = new Set<string>();
      const look = () => {
        for (const [found] of (document.body?.textContent ?? '').matchAll(new RegExp(ids, 'g'))) seen.add(found);
        requestAnimationFrame(look);
      };
      look();
      Object.assign(window, { drawnIds: seen });
    },
    `\\b(?:${spaces.join('|')})\\.[a-z]\\w+`,
  );
  return () => page.evaluate(() => [...(window as unknown as { drawnIds: Set<string> }).drawnIds]);
}

const heads = (page: Page) => page.getByRole('columnheader').allTextContents();

describe('words', () => {
  it('of a module come with its lists, in both languages, and no message id is ever drawn', async () => {
    const page = await kontor.open('system-administrator');
    const drawnIds = await watchForIds(page);
    await page.goto(`${kontor.url}/de/catalog/variants`);
    await settled(page);
    expect(await heads(page)).toContain('Bezeichnung');
    expect(await page.getByRole('navigation').getByText('Verkauf').isVisible()).toBe(true);

    await page.getByRole('button', { name: 'Sprache' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.waitForURL('**/en/catalog/variants');
    await settled(page);
    expect(await heads(page)).toContain('Name');
    expect(await drawnIds()).toEqual([]);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');

    await page.goto(`${kontor.url}/en/party/customers`);
    await settled(page);
    expect(await heads(page)).toContain('Customer number');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('price lists');
    await page.getByRole('option', { name: /Price lists/ }).click();
    await page.waitForURL('**/en/pricing/lists');
    await settled(page);
    expect(await drawnIds()).toEqual([]);
  });
});
