// Rules, alive: begun with a click, built, tried, changed, restored and removed.

import { expectAccessible } from '../../support/axe';
import { expect, hydrated, signIn, test } from '../../support/test';

test('a starter becomes a rule that is on, and its switch turns it off', async ({ page, context, server }) => {
  await signIn(context, server, await server.account('Starters'));
  await page.goto('/settings/rules');
  await hydrated(page);
  const card = page.getByRole('article', { name: 'Likely bot' });
  await card.getByRole('button', { name: 'Turn on' }).click();
  await expect(card.getByRole('button', { name: 'On', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await card.getByRole('button', { name: 'Off', exact: true }).click();
  await expect(page.getByText(/Off: what it gave/)).toBeVisible();
  await page.reload();
  await expect(card.getByRole('button', { name: 'Off', exact: true })).toHaveAttribute('aria-pressed', 'true');
});

test('a badge rule is built with its sentence in step, tried, saved, changed, restored and deleted', async ({ signedIn }) => {
  const name = `Odd one ${Date.now()}`;
  await signedIn.goto('/settings/rules?edit=new');
  await hydrated(signedIn);
  await signedIn.getByLabel('Name').fill(name);
  await signedIn.getByLabel('What').selectOption('Any score');
  await signedIn.getByLabel('Threshold').fill('101');
  await expect(signedIn.getByText('Compare with a whole number from 0 to 100')).toBeVisible();
  await signedIn.getByRole('button', { name: 'Save' }).click();
  await expect(signedIn.getByRole('alert').getByText(/whole number from 0 to 100/)).toBeVisible();
  await signedIn.getByLabel('Threshold').fill('100');
  await signedIn.getByRole('button', { name: 'Add a condition' }).click();
  await signedIn.getByLabel('What').nth(1).selectOption('First seen more than … ago');
  await signedIn.getByLabel('Age: how many').fill('0');
  const says = `When any score is below 100 and it was first seen more than 0 seconds ago, the identity wears the badge “${name}”.`;
  await expect(signedIn.getByText(says)).toBeVisible();
  await expect(signedIn.getByText(/[1-9]\d* of \d+ identities that are scored/)).toBeVisible();
  await signedIn.getByRole('button', { name: 'Remove this condition' }).nth(1).click();
  await signedIn.getByRole('button', { name: 'Save' }).click();

  const card = signedIn.getByRole('article', { name });
  await expect(card.getByText(/any score is below 100/)).toBeVisible();
  await card.getByRole('link', { name }).click();
  await signedIn.getByLabel('Threshold').fill('50');
  await signedIn.getByRole('button', { name: 'Save' }).click();
  await expect(card.getByText(/any score is below 50/)).toBeVisible();
  await card.getByRole('link', { name }).click();
  await expect(signedIn.getByRole('deletion')).toHaveText('When any score is below 100');
  await signedIn.getByRole('button', { name: 'Restore' }).click();
  await expect(signedIn.getByText('Version 3')).toBeVisible();
  await expect(signedIn.getByLabel('Threshold')).toHaveValue('100');

  await signedIn.getByRole('button', { name: 'Delete' }).click();
  const dialog = signedIn.getByRole('dialog', { name: 'Delete this rule?' });
  await dialog.getByRole('textbox').fill('delete');
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(card).toHaveCount(0);
});

test('an escalation rule is back-tested before it is saved', async ({ signedIn }) => {
  await signedIn.goto('/settings/rules?kind=ESCALATION&edit=new');
  await hydrated(signedIn);
  await signedIn.getByLabel('Name').fill('Tried first');
  await signedIn.getByLabel('What').selectOption('Any score');
  await signedIn.getByLabel('Threshold').fill('100');
  await signedIn.getByLabel('It closes by itself after: unit').selectOption('hours');
  await expect(signedIn.getByText(/closes by itself when that has not held for 1 hour/)).toBeVisible();
  await signedIn.getByRole('button', { name: '7 days' }).click();
  await expect(signedIn.getByText(/[1-9]\d* escalations, \d+ alerts/)).toBeVisible();
  await expect(signedIn.getByRole('img', { name: /escalations over \d+ days/ })).toBeVisible();
  await expect(signedIn.getByRole('row', { name: /^Caught/ })).toBeVisible();
  await expectAccessible(signedIn);
});

test('the list and the starters are accessible in both themes', async ({ page, context, server }) => {
  await signIn(context, server, await server.account('Accessible rules'));
  for (const path of ['/settings/rules', '/settings/rules?kind=ESCALATION', '/settings/rules?edit=new']) {
    await page.goto(path);
    await hydrated(page);
    await expectAccessible(page);
  }
});
