// Credentials, rendered by the server alone.

import { expect, test } from '../../support/test';

test('every key pair is listed, its secret only by how it begins', async ({ signedIn, account }) => {
  await signedIn.goto('/settings/credentials');
  await expect(signedIn.getByText(account.publicKey)).toBeVisible();
  await expect(signedIn.getByText(account.secretKey.slice(0, 6)).first()).toBeVisible();
  expect(await signedIn.content()).not.toContain(account.secretKey);
});
