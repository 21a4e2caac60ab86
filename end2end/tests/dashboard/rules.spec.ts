// Rules, rendered by the server alone.

import { asAdmin } from '../../support/raise';
import { expect, signIn, test } from '../../support/test';

test('a rule is listed with what it says, and its editor shows what it is made of', async ({ signedIn, context, server }) => {
  const rule = await asAdmin(context, server, '/badge-rules', {
    name: `Old hand ${Date.now()}`,
    type: 'GOOD',
    conditions: [{ condition: 'IDENTITY_AGE_GT', seconds: 604800 }],
    mode: 'LOG_ONLY',
  });
  await signedIn.goto('/settings/rules');
  const card = signedIn.getByRole('article', { name: rule.name });
  await expect(card.getByText(/first seen more than 7 days ago/)).toBeVisible();
  await expect(card.getByRole('button', { name: 'Log only' })).toHaveAttribute('aria-pressed', 'true');
  await card.getByRole('link', { name: rule.name }).click();
  await expect(signedIn.getByRole('heading', { name: 'Badge rule' })).toBeVisible();
  await expect(signedIn.getByText('Version 1')).toBeVisible();
});

test('without rules there are some to begin with', async ({ page, context, server }) => {
  await signIn(context, server, await server.account('No rules'));
  await page.goto('/settings/rules');
  for (const name of ['Likely bot', 'Fake sign-up', 'Duplicate account', 'Trusted']) {
    await expect(page.getByRole('heading', { name })).toBeVisible();
  }
  await page.getByRole('link', { name: 'Escalation rules' }).click();
  for (const name of ['Bots at the door', 'Account takeover']) {
    await expect(page.getByRole('heading', { name })).toBeVisible();
  }
});
