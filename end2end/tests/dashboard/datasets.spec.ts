// Datasets, rendered by the server alone.

import { expect, test } from '../../support/test';

test('every dataset can be opened and searched', async ({ signedIn }) => {
  await signedIn.goto('/settings/datasets?term=mailinator.com');
  await expect(signedIn.getByRole('row', { name: /mailinator\.com/ }).first().getByText('Default')).toBeVisible();
  await signedIn.getByRole('link', { name: /Sensitive keys/ }).click();
  await expect(signedIn.getByRole('row', { name: /access_key/ })).toBeVisible();
  await signedIn.getByRole('link', { name: /Trusted addresses/ }).click();
  await expect(signedIn.getByText('Nothing listed yet')).toBeVisible();
});
