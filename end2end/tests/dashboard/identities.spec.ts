// Identities, rendered by the server alone: the list works as a form and links, the detail reads as a page.

import { expect, test } from '../../support/test';

test('the list shows everybody with their scores', async ({ signedIn }) => {
  await signedIn.goto('/identities?term=Lovelace');
  const rows = signedIn.getByRole('table', { name: 'Identities' }).getByRole('row');
  await expect(rows).toHaveCount(2);
  const row = rows.nth(1);
  await expect(row.getByRole('link', { name: 'Ada Lovelace' })).toHaveAttribute('href', '/identities/ada');
  await expect(row.getByText(/^Authenticity: \d+ of 100/)).toBeAttached();
});

test('pages, sorting and filters are addresses', async ({ signedIn }) => {
  await signedIn.goto('/identities?term=crowd&sort=createdAt&order=ASC');
  await expect(signedIn.getByText(/^1–25 of 30 identities$/)).toBeVisible();
  await expect(signedIn.getByRole('columnheader', { name: 'First seen' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(signedIn.getByRole('rowheader').first()).toContainText('crowd-00');
  await signedIn.getByRole('link', { name: 'Next' }).click();
  await expect(signedIn.getByText(/^26–30 of 30 identities$/)).toBeVisible();
  await expect(signedIn.getByRole('rowheader').first()).toContainText('crowd-25');
  await signedIn.goBack();
  await expect(signedIn.getByText(/^1–25 of 30 identities$/)).toBeVisible();
});

test('the page of a person says how they score and why', async ({ signedIn }) => {
  await signedIn.goto('/identities/temp');
  await expect(signedIn.getByRole('heading', { level: 1 })).toHaveText('asdf asdf');
  for (const category of ['Humanity', 'Authenticity', 'Uniqueness', 'Behavior']) {
    await expect(signedIn.getByRole('region', { name: category })).toBeVisible();
  }
  await expect(signedIn.getByText(/mailinator\.com/).first()).toBeVisible();
});

test('the timeline holds what browsers and servers told', async ({ signedIn }) => {
  await signedIn.goto('/identities/ada?tab=timeline');
  const timeline = signedIn.getByRole('main');
  for (const event of ['dregs_identify', 'page_view', 'user.signup', 'order.paid']) {
    await expect(timeline.getByRole('link', { name: event, exact: true }).first()).toBeVisible();
  }
  await expect(timeline.getByText('From your server').first()).toBeVisible();
});

test('written reviews are read without a script', async ({ signedIn, api }) => {
  await api.call('POST', '/identities/temp/actions/review', { feedback: 'seen at the desk' });
  const state = async () => (await api.get('/identities/temp/reviews'))[0].status;
  await expect.poll(state).toBe('FINISHED');
  await signedIn.goto('/identities/temp?tab=reviews');
  const review = signedIn.locator('.review').first();
  await expect(review.getByText(/^“asdf asdf” /)).toBeVisible();
  await expect(review.getByText('Note: seen at the desk')).toBeVisible();
});

test.describe('under an address that leads nowhere', () => {
  // The browser itself reports the status.
  test.use({ expectedComplaints: [/404/] });

  test('somebody who does not exist is not found', async ({ signedIn }) => {
    const response = await signedIn.goto('/identities/nobody-at-all');
    expect(response?.status()).toBe(404);
    await expect(signedIn.getByText('Not found').filter({ visible: true })).toHaveCount(1);
  });
});
