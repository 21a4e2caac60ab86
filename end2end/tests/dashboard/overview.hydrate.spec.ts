// The first page, alive.

import { expectAccessible } from '../../support/axe';
import { expect, hydrated, test } from '../../support/test';

test('a bar of a histogram leads to the identities in it', async ({ signedIn }) => {
  await signedIn.goto('/');
  await hydrated(signedIn);
  const bars = signedIn.getByRole('link', { name: /^Humanity \d+ to \d+: [1-9]\d* identities$/ });
  await bars.first().click();
  await expect(signedIn).toHaveURL(/\/identities\?humanityMin=\d+&humanityMax=\d+/);
  await expect(signedIn.getByRole('table')).toBeVisible();
});

test('numbers move while one looks at them', async ({ signedIn, api }) => {
  await signedIn.goto('/');
  await hydrated(signedIn);
  await api.track('user.signup', 'newcomer', { identity: { id: 'newcomer', data: { name: 'Nora Newcomer' } } });
  await expect(signedIn.getByRole('link', { name: /Nora Newcomer/ }).first()).toBeVisible({ timeout: 15_000 });
});

test('the page is accessible in both themes', async ({ signedIn }) => {
  await signedIn.goto('/');
  await hydrated(signedIn);
  await expect(signedIn.getByRole('link', { name: /Ada Lovelace/ }).first()).toBeVisible();
  await expectAccessible(signedIn);
});
