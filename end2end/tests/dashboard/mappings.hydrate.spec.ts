// Mappings, alive: a name gets a meaning, another one, and none.

import { expectAccessible } from '../../support/axe';
import { expect, hydrated, test } from '../../support/test';

test('a name of one\'s own is mapped, changed and removed', async ({ signedIn }) => {
  await signedIn.goto('/settings/mappings');
  await hydrated(signedIn);
  await signedIn.getByRole('button', { name: 'New mapping' }).click();
  const dialog = signedIn.getByRole('dialog', { name: 'Mapping' });
  await dialog.getByLabel('Your name').fill('two words');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/must be 1 to 100 characters/)).toBeVisible();
  await dialog.getByLabel('Your name').fill('vote_cast');
  await dialog.getByLabel('Means').selectOption('CONTENT_CREATED');
  await dialog.getByRole('button', { name: 'Save' }).click();

  await signedIn.getByRole('link', { name: 'Only your own' }).click();
  const row = signedIn.getByRole('row', { name: /vote_cast/ });
  await expect(row.getByText('CONTENT_CREATED')).toBeVisible();
  await row.getByRole('button', { name: /Change/ }).click();
  await dialog.getByLabel('Means').selectOption('Nothing');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByText('Nothing')).toBeVisible();
  await row.getByRole('button', { name: 'Remove' }).click();
  await expect(signedIn.getByText('No mapping found')).toBeVisible();
});

test('the page and its dialog are accessible in both themes', async ({ signedIn }) => {
  await signedIn.goto('/settings/mappings');
  await hydrated(signedIn);
  await expectAccessible(signedIn);
  await signedIn.getByRole('button', { name: 'New mapping' }).click();
  await expectAccessible(signedIn);
});
