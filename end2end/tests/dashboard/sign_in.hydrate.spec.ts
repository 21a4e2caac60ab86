// Signing in and out.

import { expectAccessible } from '../../support/axe';
import { expect, hydrated, test } from '../../support/test';

test.describe('with a wrong password', () => {
  // The browser itself reports the refused request.
  test.use({ expectedComplaints: [/401/] });

  test('a person is told so, and nothing about whether the address exists', async ({ page, account }) => {
    await page.goto('/sign-in');
    await hydrated(page);
    const messages: string[] = [];
    for (const email of [account.email, 'nobody@example.com']) {
      await page.getByLabel('Email').fill(email);
      await page.getByLabel('Password').fill('not the right password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      const alert = page.getByRole('alert').filter({ hasText: /./ });
      await expect(alert).toBeVisible();
      messages.push(await alert.innerText());
      await expect(page).toHaveURL(/\/sign-in/);
    }
    expect(messages[0]).toBe(messages[1]);
  });
});

test('a person signs in, lands where they wanted to go, and signs out', async ({ page, account }) => {
  await page.goto('/sign-in?next=%2Fevents');
  await hydrated(page);
  await page.getByLabel('Email').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/events$/);

  await hydrated(page);
  await page.getByRole('button', { name: 'Account and settings' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/events');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('the page is accessible in both themes', async ({ page }) => {
  await page.goto('/sign-in');
  await hydrated(page);
  await expectAccessible(page);
});

test('another site is never a place to go after signing in', async ({ page, account }) => {
  await page.goto('/sign-in?next=https%3A%2F%2Fevil.example%2F');
  await hydrated(page);
  await page.getByLabel('Email').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/127\.0\.0\.1:\d+\/(onboarding)?$/);
});
