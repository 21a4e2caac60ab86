// The first page, rendered by the server alone.

import { expect, test } from '../../support/test';

test('the numbers of the account are in the page', async ({ signedIn, people }) => {
  expect(people.sharedDevice).toMatch(/^[0-9a-f]{32}$/);
  await signedIn.goto('/');
  await expect(signedIn.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  for (const label of ['Identities', 'Active in 24 h', 'Events in 24 h', 'At risk']) {
    await expect(signedIn.getByRole('main').getByText(label, { exact: true })).toBeVisible();
  }
  for (const category of ['Humanity', 'Authenticity', 'Uniqueness', 'Behavior']) {
    await expect(signedIn.getByRole('heading', { name: category, exact: true })).toBeVisible();
  }
  await expect(signedIn.getByRole('link', { name: /Ada Lovelace/ }).first()).toBeVisible();
});
