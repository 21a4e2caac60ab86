// The documents, with their one script: search, copy, the explorer, both themes.

import { expectAccessible } from '../../support/axe';
import { expect, test } from '../../support/test';

test('words are found in the documents, and lead to their section', async ({ page }) => {
  await page.goto('/docs');
  const search = page.getByRole('searchbox', { name: 'Find in the documents' });
  await search.fill('redeliver');
  const found = page.locator('#found').getByRole('link').first();
  await expect(found).toBeVisible();
  const href = await found.getAttribute('href');
  await found.click();
  await expect(page).toHaveURL(new RegExp(`${href?.replace(/[#/]/g, '\\$&')}$`));
  await page.getByRole('searchbox', { name: 'Find in the documents' }).fill('xyzzy-not-there');
  await expect(page.getByText('Nothing found.')).toBeVisible();
});

test('an example is copied as it stands', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/docs/curl');
  const example = page.locator('main > pre').first();
  await example.getByRole('button', { name: 'Copy' }).click();
  await expect(example.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await example.locator('code').textContent());
});

test('the explorer shows the operations under our content security policy', async ({ page }) => {
  await page.goto('/docs/explorer');
  await expect(page.getByText('/badge-rules', { exact: true }).first()).toBeVisible();
});

test('the documents are accessible in both themes', async ({ page }) => {
  for (const path of ['/docs', '/docs/webhooks', '/docs/rules', '/docs/api']) {
    await page.goto(path);
    await expectAccessible(page);
  }
});
