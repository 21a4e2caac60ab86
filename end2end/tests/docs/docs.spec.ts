// The documents, as anybody can read them.

import { expect, test } from '../../support/test';

test('every document opens, and none of its links to another leads nowhere', async ({ page, request }) => {
  await page.goto('/docs');
  const links = page.getByRole('navigation', { name: 'Documents' }).getByRole('link');
  const paths = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
  expect(paths.length).toBeGreaterThan(10);
  const inside = new Set<string>();
  for (const path of paths.filter((one) => one !== '/docs/explorer')) {
    await page.goto(path);
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    const hrefs = await page.getByRole('main').getByRole('link').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    hrefs.filter((href) => new URL(href).origin === new URL(page.url()).origin).forEach((href) => inside.add(href.split('#')[0]));
  }
  for (const href of inside) expect((await request.get(href)).status(), href).toBe(200);
});

test('a section is reached by its address', async ({ page }) => {
  await page.goto('/docs/webhooks');
  const headings = page.getByRole('main').locator('h2[id]');
  const id = await headings.last().getAttribute('id');
  await page.goto(`/docs/webhooks#${id}`);
  await expect(headings.last()).toBeInViewport();
});

test.describe('under an address that leads nowhere', () => {
  // The browser itself reports the status.
  test.use({ expectedComplaints: [/404/] });

  test('an unknown document is not found', async ({ page }) => {
    expect((await page.goto('/docs/unheard-of'))?.status()).toBe(404);
  });
});
