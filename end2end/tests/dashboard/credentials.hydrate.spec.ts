// Credentials, alive: the life of a key pair.

import { expectAccessible } from '../../support/axe';
import { expect, hydrated, test } from '../../support/test';

test('a key pair is made, used, limited, switched off and revoked', async ({ signedIn, server }) => {
  const post = async (key: string, origin: string) => {
    const response = await fetch(`${server.url}/api/events`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain;charset=UTF-8', origin },
      body: JSON.stringify({ key, type: 'page_view', data: {} }),
    });
    return response.status;
  };
  await signedIn.goto('/settings/credentials');
  await hydrated(signedIn);

  await signedIn.getByRole('button', { name: 'New credential' }).click();
  const making = signedIn.getByRole('dialog', { name: 'New credential' });
  await making.getByRole('button', { name: 'Create' }).click();
  await expect(making.getByText('Enter a name of 1 to 100 characters')).toBeVisible();
  await making.getByLabel('Name').fill('Short-lived');
  await making.getByLabel('Allowed origins').fill('https://shop.example/cart');
  await expect(making.getByText(/must be an origin/)).toBeVisible();
  await making.getByLabel('Allowed origins').fill('https://shop.example');
  await making.getByRole('button', { name: 'Create' }).click();

  const reveal = signedIn.getByRole('region', { name: 'New secret key' });
  const secret = await reveal.getByText(/^sk_\w+$/).first().innerText();
  expect(secret.length).toBeGreaterThan(30);
  await expect(reveal.getByText(`DREGS_BASE_URL=${server.url}/api`)).toBeVisible();
  const card = signedIn.getByRole('article', { name: 'Short-lived' });
  const key = await card.getByText(/^pk_\w+$/).innerText();
  expect(await post(key, 'https://shop.example')).toBe(200);
  expect(await post(key, 'https://other.example')).toBe(403);

  await reveal.getByRole('button', { name: 'I have stored it' }).click();
  await expect(reveal).toHaveCount(0);
  await signedIn.reload();
  await hydrated(signedIn);
  expect(await signedIn.content()).not.toContain(secret);

  await card.getByRole('switch', { name: 'Enabled' }).click();
  await expect(card.getByText('Disabled')).toBeVisible();
  expect(await post(key, 'https://shop.example')).toBe(401);
  await card.getByRole('switch', { name: 'Enabled' }).click();
  await expect(card.locator('.badge', { hasText: 'Enabled' })).toBeVisible();
  expect(await post(key, 'https://shop.example')).toBe(200);

  await card.getByRole('button', { name: 'Edit name and origins' }).click();
  const editing = signedIn.getByRole('dialog', { name: 'Edit credential' });
  await editing.getByLabel('Allowed origins').fill('https://shop.example\nhttps://other.example');
  await editing.getByRole('button', { name: 'Save' }).click();
  await expect(card.getByText('https://other.example')).toBeVisible();
  expect(await post(key, 'https://other.example')).toBe(200);

  await card.getByRole('button', { name: 'Revoke' }).click();
  const revoking = signedIn.getByRole('dialog', { name: 'Revoke this credential?' });
  await expect(revoking.getByRole('button', { name: 'Revoke for good' })).toBeDisabled();
  await revoking.getByRole('textbox').fill('revoke');
  await revoking.getByRole('button', { name: 'Revoke for good' }).click();
  await expect(signedIn.getByText(/^Revoked \(\d+\)$/)).toBeVisible();
  expect(await post(key, 'https://shop.example')).toBe(401);
});

test('the page and its dialog are accessible in both themes', async ({ signedIn }) => {
  await signedIn.goto('/settings/credentials');
  await hydrated(signedIn);
  await expectAccessible(signedIn);
  await signedIn.getByRole('button', { name: 'New credential' }).click();
  await expectAccessible(signedIn);
});
