// Identities, alive: search, filters, what a member can do about a person, and news without a reload.

import { expectAccessible } from '../../support/axe';
import { Api } from '../../support/api';
import { Server } from '../../support/server.mjs';
import { expect, hydrated, signIn, test } from '../../support/test';

test('a search narrows the list and is in the address', async ({ signedIn }) => {
  await signedIn.goto('/identities');
  await hydrated(signedIn);
  await signedIn.getByRole('searchbox', { name: 'Search identities' }).fill('mailinator');
  await signedIn.keyboard.press('Enter');
  await expect(signedIn).toHaveURL(/term=mailinator/);
  await expect(signedIn.getByRole('rowheader')).toHaveCount(1);
  await signedIn.getByRole('link', { name: 'Clear filters' }).click();
  await expect(signedIn).toHaveURL(/\/identities$/);
  await expect(signedIn.getByRole('rowheader')).toHaveCount(25);
});

test('a filter by score keeps those who pass', async ({ signedIn, api }) => {
  const { content } = await api.get('/identities?authenticityMax=40&pageSize=100');
  expect(content.length).toBeGreaterThan(0);
  await signedIn.goto('/identities');
  await hydrated(signedIn);
  await signedIn.getByText('Filters', { exact: true }).click();
  await signedIn.getByRole('spinbutton', { name: 'Authenticity, to' }).fill('40');
  await signedIn.getByRole('button', { name: 'Apply' }).click();
  await expect(signedIn).toHaveURL(/authenticityMax=40/);
  await expect(signedIn.getByRole('rowheader')).toHaveCount(Math.min(content.length, 25));
});

test('a person is disregarded, and taken back in', async ({ signedIn, api }) => {
  await api.track('user.login', 'colleague');
  await signedIn.goto('/identities/colleague');
  await hydrated(signedIn);
  await signedIn.getByRole('button', { name: 'Disregard' }).click();
  await expect(signedIn.getByText(/^Left out: this identity is not scored/)).toBeVisible();
  expect((await api.get('/identities/colleague')).disregarded).toBe(true);
  await signedIn.getByRole('button', { name: 'Take back in' }).click();
  await expect(signedIn.getByText(/^Left out: this identity is not scored/)).toHaveCount(0);
  expect((await api.get('/identities/colleague')).disregarded).toBe(false);
});

test('new events appear on the page of the person they are about', async ({ signedIn, api }) => {
  await api.track('user.login', 'watched');
  await signedIn.goto('/identities/watched?tab=timeline');
  await hydrated(signedIn);
  await expect(signedIn.getByRole('link', { name: 'user.login', exact: true })).toBeVisible();
  await api.track('order.paid', 'watched');
  await expect(signedIn.getByRole('link', { name: 'order.paid', exact: true })).toBeVisible();
});

test('every tab of a person opens', async ({ signedIn }) => {
  await signedIn.goto('/identities/ada');
  await hydrated(signedIn);
  const tabs = signedIn.getByRole('navigation', { name: 'Parts of this identity' });
  for (const [name, sign] of [
    ['Timeline', 'Visit'],
    ['Devices', 'Europe/Berlin|Chrome'],
    ['Sessions', 'Began'],
    ['Reviews', 'Write a review'],
    ['Links', 'asdf asdf|temp|No links'],
    ['History', 'Cycle ended'],
    ['Data', 'ada@example.org'],
    ['Why', 'Analyzer|No opinion|mailbox|device'],
  ] as const) {
    await tabs.getByRole('link', { name: new RegExp(`^${name}`) }).click();
    await expect(tabs.getByRole('link', { name: new RegExp(`^${name}`) })).toHaveAttribute('aria-current', 'page');
    await expect(signedIn.locator('.identity__tab')).toContainText(new RegExp(sign));
  }
});

test('a review is asked for, and its text appears by itself', async ({ signedIn, api }) => {
  await api.track('user.login', 'reviewed');
  await signedIn.goto('/identities/reviewed?tab=reviews');
  await hydrated(signedIn);
  await expect(signedIn.getByText('No reviews yet')).toBeVisible();
  await signedIn.getByRole('textbox', { name: 'Your note (optional)' }).fill('came by twice\n<b>really</b>');
  await signedIn.getByRole('button', { name: 'Write a review' }).click();
  const review = signedIn.locator('.review').first();
  await expect(review).toContainText(/“reviewed” .*This is cycle \d+ of /);
  await expect(review).toContainText('Note: came by twice');
  await expect(review).toContainText('<b>really</b>');
  await expect(signedIn.getByRole('textbox', { name: 'Your note (optional)' })).toHaveValue('');
  await expectAccessible(signedIn);
  await signedIn.getByRole('button', { name: 'Write a review' }).click();
  await expect(signedIn.locator('.review')).toHaveCount(2);
  // The newest lies open once it is written, the older one opens at a click.
  await expect(review).toContainText(/This is cycle \d+ of /);
  await expect(review).not.toContainText('Note: came by twice');
  const older = signedIn.locator('.review').nth(1);
  await expect(older.getByText('Note: came by twice')).toBeHidden();
  await older.locator('summary').first().click();
  await expect(older.getByText('Note: came by twice')).toBeVisible();
});

test('a review that failed says why and is tried again', async ({ page, context }) => {
  // Nobody listens on the discard port.
  const server = await Server.start({ DREGS_REVIEW_URL: 'http://127.0.0.1:9/v1', DREGS_REVIEW_MODEL: 'absent' });
  try {
    const account = await server.account('Shop');
    const api = new Api(server, account);
    await api.track('user.signup', 'eve', { identity: { id: 'eve', data: { email: 'eve@mailinator.com' } } });
    await expect.poll(async () => (await api.get('/identities/eve/history')).length).toBeGreaterThan(0);
    await signIn(context, server, account);
    await page.goto(`${server.url}/identities/eve?tab=reviews`);
    await hydrated(page);
    await page.getByRole('button', { name: 'Write a review' }).click();
    await expect(page.getByText('The language model could not be reached.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.locator('.review')).toHaveCount(2);
    await expect(page.locator('.review').first()).toContainText('The language model could not be reached.');
  } finally {
    // An open stream would complain about the server's end.
    await page.close();
    await server.stop();
  }
});

for (const path of ['/identities', '/identities/temp', '/identities/temp?tab=reviews', '/identities/ada?tab=timeline', '/identities/ada?tab=history']) {
  test(`${path} is accessible in both themes`, async ({ signedIn }) => {
    await signedIn.goto(path);
    await hydrated(signedIn);
    await expect(signedIn.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(signedIn);
  });
}
