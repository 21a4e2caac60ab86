// One's own sign-in, rendered by the server alone.

import { expect, test } from '../../support/test';

test('a member sees who they are here', async ({ signedIn, account }) => {
  await signedIn.goto('/settings/member');
  await expect(signedIn.getByRole('main').getByText(account.email)).toBeVisible();
  await expect(signedIn.getByText('Owner: everything')).toBeVisible();
});
