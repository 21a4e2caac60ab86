// Onboarding, alive: it listens, shows the event that arrives, and says why a request was refused.

import { expectAccessible } from '../../support/axe';
import { Shop, shopPage, snippet } from '../../support/shop';
import { expect, hydrated, test } from '../../support/test';

test('the snippet is the documented one, with the real key and host', async ({ signedIn, server, account }) => {
  await signedIn.goto('/onboarding');
  await hydrated(signedIn);
  await expect(signedIn.locator('.snippet pre').first()).toHaveText(snippet(server.url, account.publicKey));
});

test('a test event arrives before one’s eyes', async ({ signedIn }) => {
  await signedIn.goto('/onboarding');
  await hydrated(signedIn);
  await expect(signedIn.getByText('Listening for your first event…')).toBeVisible();
  await signedIn.getByRole('button', { name: 'Send a test event' }).click();
  await expect(signedIn.getByText('It works: an event has arrived')).toBeVisible();
  await signedIn.getByRole('link', { name: 'Open identity' }).click();
  await expect(signedIn).toHaveURL(/\/identities\/test-visitor$/);
});

test('a refused request says why', async ({ signedIn, server, account }) => {
  await signedIn.goto('/onboarding');
  await hydrated(signedIn);
  await expect(signedIn.getByText('Listening for your first event…')).toBeVisible();
  await fetch(`${server.url}/api/events`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', origin: 'https://misguided.example' },
    body: JSON.stringify({ key: account.publicKey, type: 'Not A Type', data: {} }),
  });
  await expect(signedIn.getByRole('list', { name: 'Refused requests' })).toContainText('https://misguided.example');
});

for (const tab of ['', 'stubs']) {
  test(`the snippet as it is copied works in a page (${tab || 'html'})`, async ({ signedIn, browser }) => {
    await signedIn.goto(`/onboarding?snippet=${tab}`);
    await hydrated(signedIn);
    await expect(signedIn.getByText('Listening for your first event…')).toBeVisible();
    const copied = (await signedIn.locator('.snippet pre').first().textContent()) ?? '';
    const shop = await Shop.open(() => shopPage(copied));
    const visitor = await browser.newContext();
    try {
      await (await visitor.newPage()).goto(shop.url);
      await expect(signedIn.getByText('It works: an event has arrived')).toBeVisible();
      await expect(signedIn.getByText('dregs_init')).toBeVisible();
    } finally {
      await visitor.close();
      await shop.close();
    }
  });
}

test('the page is accessible in both themes', async ({ signedIn }) => {
  for (const path of ['/onboarding', '/onboarding?snippet=python']) {
    await signedIn.goto(path);
    await hydrated(signedIn);
    await expectAccessible(signedIn);
  }
});
