// Devices, alive.

import { expectAccessible } from '../../support/axe';
import { expect, hydrated, test } from '../../support/test';

test('a search finds a device by a part of its fingerprint', async ({ signedIn, people }) => {
  await signedIn.goto('/devices');
  await hydrated(signedIn);
  await signedIn.getByRole('searchbox').first().fill(people.sharedDevice.slice(0, 12));
  await signedIn.keyboard.press('Enter');
  await expect(signedIn).toHaveURL(/term=/);
  await expect(signedIn.getByRole('rowheader')).toHaveCount(1);
});

test('a device is disregarded, and counts again', async ({ signedIn, api, people }) => {
  const path = `/devices/${people.sharedDevice}`;
  await signedIn.goto(path);
  await hydrated(signedIn);
  const disregarded = async () => (await api.get(path)).disregarded;
  await signedIn.getByRole('switch').click();
  await expect.poll(disregarded).toBe(true);
  await expect(signedIn.getByRole('switch')).toHaveAttribute('aria-checked', 'true');
  await signedIn.getByRole('switch').click();
  await expect.poll(disregarded).toBe(false);
});

test('the pages are accessible in both themes', async ({ signedIn, people }) => {
  for (const path of ['/devices', `/devices/${people.sharedDevice}`]) {
    await signedIn.goto(path);
    await hydrated(signedIn);
    await expectAccessible(signedIn);
  }
});
