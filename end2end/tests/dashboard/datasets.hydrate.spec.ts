// Datasets, alive: entries come, are switched off, and go.

import { expectAccessible } from '../../support/axe';
import { expect, hydrated, test } from '../../support/test';

test('an entry of one\'s own is added and removed', async ({ signedIn }) => {
  await signedIn.goto('/settings/datasets?dataset=trusted_ips');
  await hydrated(signedIn);
  await signedIn.getByLabel('New entry').fill('office');
  await signedIn.getByRole('button', { name: 'Add' }).click();
  await expect(signedIn.getByText(/must be an address or a network/)).toBeVisible();
  await signedIn.getByLabel('New entry').fill('198.51.100.77/24');
  await signedIn.getByLabel('Note', { exact: true }).fill('Office');
  await signedIn.getByRole('button', { name: 'Add' }).click();
  const row = signedIn.getByRole('row', { name: /198\.51\.100\.0\/24/ });
  await expect(row.getByText('Office')).toBeVisible();
  await row.getByRole('button', { name: 'Remove' }).click();
  await expect(signedIn.getByText('Nothing listed yet')).toBeVisible();
});

test('a default is switched off and on again', async ({ signedIn }) => {
  await signedIn.goto('/settings/datasets?term=yopmail.com');
  await hydrated(signedIn);
  const row = signedIn.getByRole('row', { name: /^yopmail\.com/ });
  await row.getByRole('button', { name: 'Switch off' }).click();
  await expect(row.getByText('Switched off by you')).toBeVisible();
  await row.getByRole('button', { name: 'Switch on' }).click();
  await expect(row.getByText('Default')).toBeVisible();
});

test('the page is accessible in both themes', async ({ signedIn }) => {
  await signedIn.goto('/settings/datasets');
  await hydrated(signedIn);
  await expectAccessible(signedIn);
});
