// The sign-in page as everybody gets it.

import { expect, test } from '../../support/test';

test('a stranger is asked to sign in, and comes back afterwards to where they wanted', async ({ page }) => {
  await page.goto('/identities?term=ada');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByLabel('Email')).toBeVisible();
  await expect(page.getByLabel('Password')).toHaveAttribute('type', 'password');
});
