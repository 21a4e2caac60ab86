// The page behind the one-time link; the link itself is a story of its own.

import { expect, test } from '../../support/test';

test('a link that was used, or never existed, says so', async ({ page }) => {
  for (const path of ['/setup?token=never-existed', '/setup']) {
    await page.goto(path);
    await expect(page.getByText('This link does not work any more')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  }
});
