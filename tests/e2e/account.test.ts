import { describe, expect, it } from 'vitest';
import { settled, startedKontor } from './harness.ts';

const kontor = startedKontor();
const password = 'Amboss kocht Heidelbeeren im Mai';

interface List {
  items: { id: number; username: string }[];
}

describe("a user's own account", () => {
  it('leads by a one-time link, shown to the administrator once, to a password of the user himself', async () => {
    const admin = await kontor.api('system-administrator');
    const { items } = await admin.get<List>('identity/users?filter[username]=viewer');
    const page = await kontor.open('system-administrator', `identity/users/${items[0]!.id}`);
    await page.getByRole('button', { name: 'Passwort-Link' }).click();
    const link = await page.getByRole('dialog').getByLabel('Link', { exact: true }).inputValue();
    expect(link).toMatch(/\/de\/set-password\?token=/);

    const other = await kontor.open(null);
    await other.goto(link);
    await settled(other);
    await other.getByLabel('Neues Passwort').fill(password);
    await other.getByLabel('Passwort wiederholen').fill(`${password}!`);
    await other.getByRole('button', { name: 'Passwort speichern' }).click();
    await other.getByText('Die beiden Passwörter sind verschieden.').waitFor();
    await other.getByLabel('Passwort wiederholen').fill(password);
    await other.keyboard.press('Enter');
    await other.getByRole('heading', { name: 'Passwort gespeichert' }).waitFor();
    await other.getByRole('link', { name: 'Zur Anmeldung' }).click();
    await other.getByLabel('Benutzername').fill('viewer');
    await other.getByLabel('Passwort', { exact: true }).fill(password);
    await other.keyboard.press('Enter');
    await other.getByRole('navigation', { name: 'Hauptmenü' }).waitFor();

    kontor.expectConsole(/422/);
    const late = await kontor.open(null);
    await late.goto(link);
    await settled(late);
    await late.getByLabel('Neues Passwort').fill(password);
    await late.getByLabel('Passwort wiederholen').fill(password);
    await late.keyboard.press('Enter');
    await late.getByText('Dieser Link gilt nicht mehr').waitFor();
  });

  it('PRD-API-03 issues a token that is shown once, works within its rights, and is taken back after a question', async () => {
    const page = await kontor.open('system-administrator', 'sales/orders');
    await page.getByRole('button', { name: /: Konto und Einstellungen/ }).click();
    await page.getByRole('menuitem', { name: 'Mein Konto' }).click();
    await page.waitForURL(/identity\/account/);
    await page.getByRole('button', { name: 'Zugriffsschlüssel ausstellen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Online-Shop');
    await dialog.getByRole('button', { name: 'Zugriffsschlüssel ausstellen' }).click();
    const token = await dialog.getByLabel('Zugriffsschlüssel', { exact: true }).inputValue();
    const headers = { authorization: `Bearer ${token}` };
    const ask = (method: string) => fetch(`${kontor.url}/api/v1/org/units`, { method, headers });
    expect((await ask('GET')).status).toBe(200);
    expect((await ask('POST')).status).toBe(403);

    await dialog.getByRole('button', { name: 'Schließen' }).last().click();
    await page.getByRole('button', { name: 'Widerrufen: Online-Shop' }).click();
    await page.getByText('Das lässt sich nicht rückgängig machen.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Widerrufen' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Online-Shop' }).getByText('Widerrufen').waitFor();
    await expect.poll(async () => (await ask('GET')).status).toBe(401);
  });
});
