// Onboarding, rendered by the server alone.

import { snippet } from '../../support/shop';
import { expect, test } from '../../support/test';

test('the snippet is the documented one, with the real key and host', async ({ signedIn, server, account }) => {
  await signedIn.goto('/onboarding');
  const code = await signedIn.locator('.snippet pre').first().textContent();
  expect(code).toBe(snippet(server.url, account.publicKey));
});

test('every way to send events is an address', async ({ signedIn, server }) => {
  for (const [name, sign] of [
    ['stubs', "'identify', 'track'"],
    ['curl', `curl ${server.url}/api/events`],
    ['python', `DREGS_BASE_URL=${server.url}/api`],
  ]) {
    await signedIn.goto(`/onboarding?snippet=${name}`);
    await expect(signedIn.locator('.snippet')).toContainText(sign ?? '');
  }
});
