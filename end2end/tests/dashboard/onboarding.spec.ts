// Onboarding, rendered by the server alone.

import { expect, test } from '../../support/test';

test('the snippet carries the real key', async ({ signedIn, account }) => {
  await signedIn.goto('/onboarding');
  await expect(signedIn.locator('.snippet pre').first()).toContainText(`dregs('init', { key: '${account.publicKey}' });`);
});

test('every way to send events is an address', async ({ signedIn }) => {
  for (const [name, sign] of [
    ['stubs', "'identify', 'track'"],
    ['curl', '/api/events'],
    ['python', 'DREGS_BASE_URL='],
  ]) {
    await signedIn.goto(`/onboarding?snippet=${name}`);
    await expect(signedIn.locator('.snippet')).toContainText(sign ?? '');
  }
});
