// dregs.js in a real browser, on a customer's page, against the real server.

import type { Page } from '@playwright/test';

import { Shop, shopPage, snippet } from '../../support/shop';
import { expect, hydrated, listen, signIn, test } from '../../support/test';

interface Dregs {
  (name: string, ...args: unknown[]): unknown;
  identify(id: string, data?: object): void;
  track(type: string, data?: object): void;
  fingerprint(): Promise<string>;
  getDeviceInfo(): Promise<Record<string, unknown> | null>;
  isInitialized(): boolean;
  version: string;
}

declare const dregs: Dregs;

const names = (page: { content: { eventName: string }[] }) => page.content.map((event) => event.eventName);

const loaded = (page: Page) => page.waitForFunction(() => typeof dregs.fingerprint === 'function');

test('the documented snippet brings a visitor live into the dashboard', async ({ signedIn, browser, server, account, api, complaints }) => {
  const shop = await Shop.open(() => shopPage(snippet(server.url, account.publicKey)));
  const visitor = await browser.newContext();
  listen(visitor, complaints);
  try {
    await signedIn.goto('/events');
    await hydrated(signedIn);
    await expect(signedIn.getByText('Live', { exact: true }).first()).toBeVisible();
    let reloads = 0;
    signedIn.on('load', () => (reloads += 1));
    const table = signedIn.getByRole('main');
    const init = table.getByRole('link', { name: 'dregs_init', exact: true });
    const before = await init.count();

    const page = await visitor.newPage();
    await page.goto(shop.url);
    await loaded(page);
    await page.evaluate(() => {
      dregs.identify('visitor-1', { name: 'Vera Visitor', email: 'vera@example.org' });
      dregs.track('added_to_cart', { sku: 'A-1', price: 12 });
    });

    await expect(init).toHaveCount(before + 1);
    await expect(table.getByRole('link', { name: 'dregs_identify', exact: true }).first()).toBeVisible();
    await expect(table.getByRole('link', { name: 'added_to_cart', exact: true })).toBeVisible();
    await expect(table.getByRole('link', { name: 'Vera Visitor' }).first()).toBeVisible();
    expect(reloads, 'the events page was not reloaded').toBe(0);

    const events = await api.get('/events?identity=visitor-1');
    expect(names(events)).toEqual(expect.arrayContaining(['dregs_identify', 'added_to_cart']));
    const cart = events.content.find((event: { eventName: string }) => event.eventName === 'added_to_cart');
    expect(cart.eventData).toEqual({ sku: 'A-1', price: 12 });
    expect(cart.url).toBe(`${shop.url}/`);
    expect(cart.fingerprint).toMatch(/^[0-9a-f]{32}$/);
    const identity = await api.get('/identities/visitor-1');
    expect(identity.displayName).toBe('Vera Visitor');
  } finally {
    await visitor.close();
    await shop.close();
  }
});

test('one browser has one fingerprint: after a reload and in a fresh context', async ({ browser, server, account }) => {
  const shop = await Shop.open(() => shopPage(snippet(server.url, account.publicKey)));
  const seen: string[] = [];
  try {
    for (const visits of [2, 1]) {
      const context = await browser.newContext();
      const page = await context.newPage();
      for (let visit = 0; visit < visits; visit += 1) {
        await page.goto(`${shop.url}/${visit}`);
        await loaded(page);
        seen.push(await page.evaluate(() => dregs.fingerprint()));
      }
      await context.close();
    }
  } finally {
    await shop.close();
  }
  expect(seen[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(seen).size, `fingerprints: ${seen}`).toBe(1);
});

test('calls made before the script arrives are kept, in order', async ({ browser, server, account, api }) => {
  const calls = `
    dregs('identify', 'early-bird', { name: 'Early Bird' });
    dregs('track', 'first_call', { number: 1 });
    dregs('track', 'second_call', { number: 2 });`;
  const shop = await Shop.open(() => shopPage(snippet(server.url, account.publicKey), calls));
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    // The script is late: the page's own calls come first for sure.
    await page.route('**/dregs.js', async (route) => {
      await new Promise((done) => setTimeout(done, 300));
      await route.continue();
    });
    await page.goto(shop.url);
    await expect.poll(async () => (await api.get('/events?identity=early-bird&sort=timestamp&order=ASC').then(names, () => [])).filter((name: string) => name !== 'dregs_init'))
      .toEqual(['dregs_identify', 'first_call', 'second_call']);
  } finally {
    await context.close();
    await shop.close();
  }
});

test('getDeviceInfo() is null before the device is known to the server, then it is the device', async ({ browser, server, account }) => {
  const shop = await Shop.open(() => shopPage(snippet(server.url, account.publicKey)));
  // A window size does not enter the fingerprint, another language does: a device of our own.
  const context = await browser.newContext({ locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' });
  try {
    const page = await context.newPage();
    // No event gets through at first, so the server cannot know the device yet.
    await page.route('**/api/events', (route) => route.abort());
    await page.goto(shop.url);
    await loaded(page);
    const fingerprint = await page.evaluate(() => dregs.fingerprint());
    expect(await page.evaluate(() => dregs.getDeviceInfo())).toBeNull();
    await page.unroute('**/api/events');
    await expect.poll(() => page.evaluate(() => dregs.getDeviceInfo())).toMatchObject({
      fingerprint,
      timezone: 'Europe/Amsterdam',
      sessions: { count: 1 },
    });
    const device = await page.evaluate(() => dregs.getDeviceInfo());
    expect(JSON.stringify(device)).not.toContain('identit');
  } finally {
    await context.close();
    await shop.close();
  }
});

test('nothing is lost when the visitor leaves at once', async ({ browser, server, account, api }) => {
  const shop = await Shop.open(() => shopPage(snippet(server.url, account.publicKey)));
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(shop.url);
    await loaded(page);
    await page.evaluate(() => dregs.fingerprint());
    await page.evaluate(() => {
      dregs.identify('leaver');
      dregs.track('last_words');
      location.href = 'about:blank';
    });
    await expect.poll(() => api.get('/events?identity=leaver').then(names, () => [])).toContain('last_words');
  } finally {
    await context.close();
    await shop.close();
  }
});

test('a secret key in a page shouts and sends nothing', async ({ browser, server, account, api }) => {
  const shop = await Shop.open(() => shopPage(snippet(server.url, account.secretKey)));
  const context = await browser.newContext();
  const complaints: string[] = [];
  listen(context, complaints);
  try {
    const before = await api.get('/events').then((page) => page.totalElements);
    const page = await context.newPage();
    await page.goto(shop.url);
    await loaded(page);
    await expect.poll(() => complaints.join('\n')).toMatch(/secret/i);
    expect(await page.evaluate(() => dregs.isInitialized())).toBe(false);
    expect(await api.get('/events').then((page) => page.totalElements)).toBe(before);
  } finally {
    await context.close();
    await shop.close();
  }
});

test('two tabs of the dashboard see the same visitor', async ({ browser, server, account, api }) => {
  const members = await browser.newContext({ baseURL: server.url });
  try {
    await signIn(members, server, account);
    const tabs = [await members.newPage(), await members.newPage()];
    for (const tab of tabs) await tab.goto('/events');
    for (const tab of tabs) await expect(tab.getByRole('main')).toBeVisible();
    await api.track('seen.twice', 'twin');
    for (const tab of tabs) await expect(tab.getByRole('main').getByText('seen.twice').first()).toBeVisible();
  } finally {
    await members.close();
  }
});
