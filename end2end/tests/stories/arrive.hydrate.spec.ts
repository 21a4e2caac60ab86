// The whole path, once: from the link that the server prints to a visitor who is scored, with reasons.

import { expectAccessible } from '../../support/axe';
import { hydrated, watchHydration } from '../../support/hydration';
import { Server } from '../../support/server.mjs';
import { Shop, shopPage } from '../../support/shop';
import { expect, listen, test } from '../../support/test';

interface Dregs {
  identify(id: string, data?: object): void;
  track(type: string, data?: object): void;
  fingerprint(): Promise<string>;
}

declare const dregs: Dregs;

test('setup link → onboarding → first visitor → scored, with reasons', async ({ browser, complaints }) => {
  const server = await Server.start();
  const owner = await browser.newContext({ baseURL: server.url });
  const visitor = await browser.newContext();
  listen(owner, complaints);
  listen(visitor, complaints);
  await watchHydration(owner);
  let shop: Shop | undefined;
  try {
    const link = server.log.match(/http:\/\/\S+\/setup\?token=\w+/)?.[0];
    expect(link, `no setup link in:\n${server.log}`).toBeTruthy();
    const page = await owner.newPage();
    await page.goto(link ?? '');
    await hydrated(page);
    await page.getByLabel('Account name').fill('Corner shop');
    await page.getByLabel('Email').fill('olga@example.com');
    await page.getByLabel('Password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(page).toHaveURL(/\/(onboarding)?$/);
    await hydrated(page);
    await expectAccessible(page);

    const makeKeys = page.getByRole('button', { name: 'Create a key pair' });
    if (await makeKeys.isVisible()) await makeKeys.click();
    const code = page.locator('.snippet pre').first();
    await expect(code).toContainText(/key: 'pk_\w+'/);
    const copied = (await code.textContent()) ?? '';

    shop = await Shop.open(() => shopPage(copied));
    await expect(page.getByText('Listening for your first event…')).toBeVisible();
    const tab = await visitor.newPage();
    await tab.goto(shop.url);
    await tab.waitForFunction(() => typeof dregs?.fingerprint === 'function');
    await tab.evaluate(() => {
      dregs.identify('first-visitor', { name: 'Frida First', email: 'frida@example.org' });
      dregs.track('signup', { plan: 'free' });
    });
    await expect(page.getByText('It works: an event has arrived')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Open identity' })).toBeVisible();
    await page.getByRole('link', { name: 'Open identity' }).click();

    await expect(page).toHaveURL(/\/identities\/first-visitor$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Frida First');
    // This browser is driven by a program, and says so: Humanity has an opinion, and its reason is on the page.
    const humanity = page.getByRole('region', { name: 'Humanity' });
    await expect(humanity.getByText(/^\d{1,3}$/)).toBeVisible();
    await expect(humanity.getByRole('listitem').first()).toBeVisible();
  } finally {
    await owner.close();
    await visitor.close();
    await shop?.close();
    await server.stop();
  }
});

test('a setup link works once', async ({ browser }) => {
  const server = await Server.start();
  const context = await browser.newContext({ baseURL: server.url });
  try {
    const link = server.log.match(/http:\/\/\S+\/setup\?token=\w+/)?.[0] ?? '';
    await server.account('Somebody was faster');
    const page = await context.newPage();
    await page.goto(link);
    await expect(page.getByText('This link does not work any more')).toBeVisible();
  } finally {
    await context.close();
    await server.stop();
  }
});
