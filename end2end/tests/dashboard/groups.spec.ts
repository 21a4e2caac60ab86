// Groups, rendered by the server alone.

import type { Api } from '../../support/api';
import { expect, test } from '../../support/test';

/** A team of Ada's, and one of nobody. */
async function teams(api: Api): Promise<void> {
  await api.call('POST', '/groups', { type: 'Team', id: 'analysts/1', attributes: { name: 'The Analysts', seats: 5 } });
  await api.call('PUT', '/groups/team/analysts%2F1/identities/ada');
  await api.call('POST', '/groups', { type: 'team', id: 'nobodies' });
}

test('groups are listed with how many are in them, and found by name', async ({ signedIn, api }) => {
  await teams(api);
  await signedIn.goto('/groups?term=analysts');
  const row = signedIn.getByRole('table', { name: 'Groups' }).getByRole('row').nth(1);
  await expect(row.getByRole('link', { name: 'The Analysts' })).toBeVisible();
  await expect(row.locator('[data-label=Identities]')).toHaveText('1');
  await signedIn.goto('/groups?term=nothing-like-it');
  await expect(signedIn.getByText('No group found')).toBeVisible();
});

test('the page of a group says what it is and who is in it', async ({ signedIn, api }) => {
  await teams(api);
  await signedIn.goto('/groups?term=analysts');
  await signedIn.getByRole('link', { name: 'The Analysts' }).click();
  await expect(signedIn.getByRole('heading', { name: 'The Analysts' })).toBeVisible();
  await expect(signedIn.getByText('seats').first()).toBeVisible();
  await expect(signedIn.getByRole('table', { name: 'Members' }).getByRole('link', { name: 'Ada Lovelace' })).toBeVisible();
  await signedIn.goto('/groups/team/nobodies');
  await expect(signedIn.getByText('Nobody is in this group')).toBeVisible();
});

test.describe('under an address that leads nowhere', () => {
  // The browser itself reports the status.
  test.use({ expectedComplaints: [/404/] });

  test('an unknown group is not found', async ({ signedIn }) => {
    const response = await signedIn.goto('/groups/team/unheard-of');
    expect(response?.status()).toBe(404);
  });
});
