import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { pageFaults } from './page-faults.ts';

export const tablet = { width: 768, height: 1024 };

/** What a keyboard wedge does: it types as fast as no hand, and ends with Enter. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code, { delay: 2 });
  await page.keyboard.press('Enter');
}

export const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
/** What the work place answered last. */
export const said = (page: Page) => page.locator('[data-tone]').first();

/** A number by the keys on the screen. */
export async function enter(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click();
}

/** Everything that is touched is big enough for a glove, and the page has none of the faults no page may have. */
export async function expectFit(page: Page): Promise<void> {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, a, input')]
      .filter((one) => one.checkVisibility())
      .map((one) => ({ text: one.textContent || one.getAttribute('aria-label'), box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 48 || box.width < 48))
      .map(({ text, box }) => `${text} ${Math.round(box.width)}×${Math.round(box.height)}`),
  );
  expect(small).toEqual([]);
  expect(await pageFaults(page)).toEqual([]);
}
