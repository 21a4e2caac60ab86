// Events, rendered by the server alone.

import { expect, test } from '../../support/test';

test('the latest events are in the page', async ({ signedIn }) => {
  await signedIn.goto('/events?identity=ada');
  const table = signedIn.getByRole('table', { name: 'Events, newest first' });
  for (const name of ['dregs_identify', 'page_view', 'order.paid', 'user.signup']) {
    await expect(table.getByRole('link', { name, exact: true })).toBeVisible();
  }
  await expect(signedIn.getByRole('group', { name: 'Active filters' })).toContainText('Identity is ada');
});

test('an event has an address of its own', async ({ signedIn, api }) => {
  const { content } = await api.get('/events?identity=ada&type=order.paid');
  await signedIn.goto(`/events/${content[0].id}`);
  await expect(signedIn.getByRole('heading', { level: 1 })).toHaveText('order.paid');
  await expect(signedIn.getByText('"total": 42.5')).toBeVisible();
  await expect(signedIn.getByRole('link', { name: 'Ada Lovelace' })).toHaveAttribute('href', '/identities/ada');
});

test.describe('under an address that leads nowhere', () => {
  // The browser itself reports the status.
  test.use({ expectedComplaints: [/404/] });

  test('an unknown event is not found', async ({ signedIn }) => {
    const response = await signedIn.goto('/events/no-such-event');
    expect(response?.status()).toBe(404);
  });
});

test('what was refused is listed with its reason', async ({ signedIn, server }) => {
  await signedIn.goto('/events?tab=refused');
  await expect(signedIn.getByRole('navigation', { name: 'Received or refused' })).toBeVisible();
  expect(server.url).toContain('127.0.0.1');
});
