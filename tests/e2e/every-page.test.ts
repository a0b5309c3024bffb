import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Look, settled, startedKontor } from './harness.ts';
import { pageFaults } from './page-faults.ts';

const kontor = startedKontor();

/** Goes on within the application, as a link does: the code that is loaded stays. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.waitForURL((url) => url.pathname === path);
  await settled(page);
}

const pathsIn = (page: Page, selector: string) =>
  page
    .locator(selector)
    .evaluateAll((links) => [...new Set(links.map((link) => new URL((link as HTMLAnchorElement).href).pathname))]);

/** Everything the menu leads to, its groups opened. */
async function menuPaths(page: Page): Promise<string[]> {
  const drawer = page.getByRole('button', { name: /Menü öffnen|Open menu/ });
  const isDrawer = await drawer.isVisible();
  if (isDrawer) await drawer.click();
  const closed = page.locator('nav button[aria-expanded=false]');
  while ((await closed.count()) > 0) await closed.first().click();
  const paths = await pathsIn(page, 'nav[aria-label] li a');
  // Nobody follows a link here, so the drawer has to be closed by hand.
  if (isDrawer) await page.keyboard.press('Escape');
  return paths;
}

/** Visits every page of the menu, and of each list its first record and the form of a new one; returns what to mend. */
async function walk(page: Page, language: string): Promise<{ seen: string[]; faults: string[] }> {
  const seen: string[] = [];
  const faults: string[] = [];
  const look = async (path: string) => {
    await go(page, path);
    seen.push(path);
    const title = await page.title();
    if (title === 'Kontor') faults.push(`${path}: the tab has no title`);
    faults.push(...(await pageFaults(page)).map((fault) => `${path}: ${fault}`));
  };
  await look(`/${language}`);
  for (const list of await menuPaths(page)) {
    await look(list);
    const record = (await pathsIn(page, 'main a[href]')).find((path) => new RegExp(`^${list}/\\d+$`).test(path));
    const mayCreate =
      (await page.getByRole('button', { name: language === 'de' ? 'Neu' : 'New', exact: true }).count()) > 0;
    if (record) {
      await look(record);
      const tabs = page.getByRole('tab');
      for (let at = 1; at < (await tabs.count()); at++) {
        await tabs.nth(at).click();
        await settled(page);
        faults.push(...(await pageFaults(page)).map((fault) => `${page.url()}: ${fault}`));
      }
    }
    if (mayCreate) await look(`${list}/new`);
  }
  return { seen, faults };
}

describe('every page', () => {
  const looks: [string, Look][] = [
    ['German, light', { language: 'de' }],
    ['English, dark, on the narrowest phone', { language: 'en', dark: true, width: 320, height: 640 }],
  ];
  it.each(looks)('stands without fault in %s', async (_name, look) => {
    const page = await kontor.open('system-administrator', '', look);
    const { seen, faults } = await walk(page, look.language ?? 'de');
    expect(seen.length).toBeGreaterThan(30);
    expect(faults).toEqual([]);
  });
});
