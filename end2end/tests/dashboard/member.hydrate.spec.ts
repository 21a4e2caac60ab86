// One's own sign-in, alive.

import { expectAccessible } from '../../support/axe';
import { expect, hydrated, listen, signIn, test } from '../../support/test';
import { watchHydration } from '../../support/hydration';

test('a changed password ends every other session', async ({ browser, server, complaints }) => {
  // An account of its own: the others must stay signed in.
  const account = await server.account('Careful shop');
  const here = await browser.newContext({ baseURL: server.url });
  const elsewhere = await browser.newContext({ baseURL: server.url });
  try {
    await signIn(here, server, account);
    await signIn(elsewhere, server, account);
    expect((await elsewhere.request.get('/api/auth/me')).status()).toBe(200);

    listen(here, complaints);
    await watchHydration(here);
    const page = await here.newPage();
    await page.goto('/settings/member');
    await hydrated(page);
    const form = page.locator('form').filter({ hasText: 'Change password' });
    await form.getByLabel('Current password').fill(account.password);
    await form.getByLabel('New password', { exact: true }).fill('short');
    await form.getByLabel('New password, again').fill('short');
    await form.getByRole('button', { name: 'Change password' }).click();
    await expect(form.getByText('The password must have at least 10 characters')).toBeVisible();

    await form.getByLabel('New password', { exact: true }).fill('an even longer password');
    await form.getByLabel('New password, again').fill('an even longer password');
    await form.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByText('Password changed. Every other browser is signed out.')).toBeVisible();

    expect((await elsewhere.request.get('/api/auth/me')).status()).toBe(401);
    expect((await here.request.get('/api/auth/me')).status()).toBe(200);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your sign-in');
    await signIn(elsewhere, server, { ...account, password: 'an even longer password' });
  } finally {
    await here.close();
    await elsewhere.close();
  }
});

test('the theme that a member chooses stays', async ({ signedIn }) => {
  await signedIn.emulateMedia({ colorScheme: 'light' });
  await signedIn.goto('/settings/member');
  await hydrated(signedIn);
  const background = () => signedIn.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await signedIn.getByRole('button', { name: 'Account and settings' }).click();
  await signedIn.getByRole('button', { name: 'Dark', exact: true }).click();
  await expect.poll(background).not.toBe(light);
  await signedIn.reload();
  expect(await background()).not.toBe(light);
});

test('the page is accessible in both themes', async ({ signedIn }) => {
  await signedIn.goto('/settings/member');
  await hydrated(signedIn);
  await expectAccessible(signedIn);
});
