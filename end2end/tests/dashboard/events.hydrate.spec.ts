// Events, alive: they arrive by themselves, wait while one reads, and every value is a filter.

import { expectAccessible } from '../../support/axe';
import { expect, hydrated, test } from '../../support/test';

test('an event appears without a reload, and text from outside stays text', async ({ signedIn, api }) => {
  await signedIn.goto('/events');
  await hydrated(signedIn);
  await expect(signedIn.getByText('Live', { exact: true }).first()).toBeVisible();
  const hostile = '<img src=x onerror=alert(1)>';
  await api.track('live.arrival', 'lively', { data: { note: hostile } });
  const row = signedIn.getByRole('row').filter({ hasText: 'live.arrival' });
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: 'Details of live.arrival' }).click();
  await expect(signedIn.getByText('Sent by')).toBeVisible();
  await expect(signedIn.getByRole('code').filter({ hasText: hostile }).first()).toBeVisible();
  await expect(signedIn.locator('main img[src=x]')).toHaveCount(0);
});

test('while paused, new events wait and are counted', async ({ signedIn, api }) => {
  await signedIn.goto('/events?identity=patient');
  await hydrated(signedIn);
  await api.track('before.pause', 'patient');
  await expect(signedIn.getByRole('link', { name: 'before.pause' })).toBeVisible();
  await signedIn.getByRole('button', { name: 'Pause', exact: true }).click();
  await api.track('during.pause', 'patient');
  await api.track('during.pause.too', 'patient');
  await expect(signedIn.getByRole('button', { name: '2 new ↑' }).first()).toBeVisible();
  await expect(signedIn.getByRole('link', { name: 'during.pause', exact: true })).toHaveCount(0);
  await signedIn.getByRole('button', { name: '2 new ↑' }).first().click();
  await expect(signedIn.getByRole('link', { name: 'during.pause', exact: true })).toBeVisible();
});

test('a filter holds for what arrives, too', async ({ signedIn, api }) => {
  await signedIn.goto('/events?type=wanted.kind');
  await hydrated(signedIn);
  await expect(signedIn.getByText('Live', { exact: true }).first()).toBeVisible();
  await api.track('other.kind', 'filterer');
  await api.track('wanted.kind', 'filterer');
  await expect(signedIn.getByRole('link', { name: 'wanted.kind', exact: true })).toBeVisible();
  await expect(signedIn.getByRole('link', { name: 'other.kind', exact: true })).toHaveCount(0);
});

test('a value in a row becomes a filter in the address', async ({ signedIn, api }) => {
  await signedIn.goto('/events?identity=ada');
  await hydrated(signedIn);
  await signedIn.getByRole('link', { name: 'order.paid', exact: true }).click();
  await expect(signedIn).toHaveURL(/type=order\.paid/);
  const { totalElements } = await api.get('/events?identity=ada&type=order.paid');
  await expect(signedIn.getByRole('rowheader')).toHaveCount(totalElements);
  await signedIn.goBack();
  await expect(signedIn).not.toHaveURL(/type=/);
});

test('free text finds events', async ({ signedIn, api }) => {
  await api.track('needle.in.haystack', 'seeker');
  await signedIn.goto('/events');
  await hydrated(signedIn);
  await signedIn.getByRole('searchbox').first().fill('needle');
  await signedIn.keyboard.press('Enter');
  await expect(signedIn).toHaveURL(/term=needle/);
  await expect(signedIn.getByRole('rowheader')).toHaveCount(1);
});

test('a browser that may not post is counted as refused', async ({ signedIn, server, account }) => {
  await signedIn.goto('/events?tab=refused');
  await hydrated(signedIn);
  const response = await fetch(`${server.url}/api/events`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', origin: 'https://shop.example' },
    body: JSON.stringify({ key: account.publicKey, type: 'Not A Type', data: {} }),
  });
  expect(response.status).toBe(400);
  await expect(signedIn.getByRole('table').getByText('https://shop.example')).toBeVisible();
});

for (const path of ['/events', '/events?tab=refused']) {
  test(`${path} is accessible in both themes`, async ({ signedIn }) => {
    await signedIn.goto(path);
    await hydrated(signedIn);
    await expectAccessible(signedIn);
  });
}
