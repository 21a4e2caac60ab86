// Devices, rendered by the server alone.

import { expect, test } from '../../support/test';

test('devices are listed with how many people share them', async ({ signedIn, people }) => {
  await signedIn.goto(`/devices?term=${people.sharedDevice}`);
  const row = signedIn.getByRole('table', { name: 'Devices' }).getByRole('row').nth(1);
  await expect(row.locator(`a[href="/devices/${people.sharedDevice}"]`)).toBeVisible();
  await expect(row.locator('[data-label=Identities]')).toHaveText('2');
});

test('the page of a device says who used it', async ({ signedIn, people }) => {
  await signedIn.goto(`/devices/${people.sharedDevice}`);
  await expect(signedIn.getByText(people.sharedDevice)).toBeVisible();
  await expect(signedIn.getByRole('link', { name: 'Ada Lovelace' }).first()).toBeVisible();
  await expect(signedIn.getByRole('link', { name: 'asdf asdf' }).first()).toBeVisible();
  await expect(signedIn.getByText('Europe/Berlin').first()).toBeVisible();
});

test.describe('under an address that leads nowhere', () => {
  // The browser itself reports the status.
  test.use({ expectedComplaints: [/404/] });

  test('an unknown device is not found', async ({ signedIn }) => {
    const response = await signedIn.goto(`/devices/${'0'.repeat(32)}`);
    expect(response?.status()).toBe(404);
  });
});
