// Mappings, rendered by the server alone.

import { expect, test } from '../../support/test';

test('defaults are listed, searched and told from one\'s own', async ({ signedIn }) => {
  await signedIn.goto('/settings/mappings?term=sign_up');
  const row = signedIn.getByRole('row', { name: /sign_up/ }).first();
  await expect(row.getByText('REGISTRATION')).toBeVisible();
  await expect(row.getByText('Default')).toBeVisible();
  await signedIn.getByRole('link', { name: 'Attributes' }).click();
  await expect(signedIn.getByRole('row', { name: /e_mail/ }).getByText('EMAIL')).toBeVisible();
  await signedIn.goto('/settings/mappings?term=nothing-like-this');
  await expect(signedIn.getByText('No mapping found')).toBeVisible();
});
