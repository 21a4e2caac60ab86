// The inbox, alive: by mouse, by keys, for many at once, and as others decide.

import { expectAccessible } from '../../support/axe';
import { raise } from '../../support/raise';
import { expect, hydrated, test } from '../../support/test';

test('an escalation is acknowledged, taken, commented on, closed with a reason and opened again', async ({ signedIn, context, server, api }) => {
  const { rule } = await raise(context, server, api, 'By mouse');
  await signedIn.goto(`/escalations?rule=${rule.id}`);
  await hydrated(signedIn);
  await signedIn.getByRole('region', { name: 'Escalations', exact: true }).getByRole('link', { name: 'By mouse' }).first().click();
  const detail = signedIn.getByRole('article');
  await detail.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(detail.getByText(/acknowledged it/)).toBeVisible();
  await detail.getByRole('button', { name: 'Assign to me' }).click();
  await expect(detail.getByText(/took it/)).toBeVisible();
  await detail.getByLabel('Comment').fill('Called them.');
  await detail.getByRole('button', { name: 'Comment' }).click();
  await expect(detail.getByText('Called them.')).toBeVisible();
  await signedIn.getByRole('link', { name: 'Mine' }).click();
  await expect(signedIn.getByRole('region', { name: 'Escalations', exact: true }).getByRole('link', { name: 'By mouse' })).toHaveCount(1);
  await signedIn.getByRole('region', { name: 'Escalations', exact: true }).getByRole('link', { name: 'By mouse' }).click();

  await detail.getByRole('button', { name: 'Close' }).click();
  const dialog = signedIn.getByRole('dialog', { name: 'Close' });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog.getByText('Choose what it was.')).toBeVisible();
  await dialog.getByLabel('Legitimate').check();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(detail.getByText('Legitimate', { exact: true })).toBeVisible();
  await detail.getByRole('button', { name: 'Reopen' }).click();
  await expect(detail.getByText(/opened it again/)).toBeVisible();
});

test('keys walk, open, select, acknowledge and close, and rest while one types', async ({ signedIn, context, server, api }) => {
  const { rule } = await raise(context, server, api, 'By keys');
  await signedIn.goto(`/escalations?rule=${rule.id}`);
  await hydrated(signedIn);
  await signedIn.keyboard.press('j');
  await signedIn.keyboard.press('j');
  await signedIn.keyboard.press('k');
  await signedIn.keyboard.press('Enter');
  await expect(signedIn).toHaveURL(/selected=\d+/);
  const detail = signedIn.getByRole('article');
  await expect(detail.getByText(/^1 of/)).toBeVisible();
  await signedIn.keyboard.press('n');
  await expect(detail.getByText(/^2 of/)).toBeVisible();
  await signedIn.keyboard.press('p');
  await expect(detail.getByText(/^1 of/)).toBeVisible();
  await detail.getByLabel('Comment').press('a');
  await expect(detail.getByLabel('Comment')).toHaveValue('a');
  await expect(detail.getByText(/acknowledged it/)).toHaveCount(0);
  await detail.getByRole('heading').first().click();
  await signedIn.keyboard.press('a');
  await expect(detail.getByText(/acknowledged it/)).toBeVisible();
  await signedIn.keyboard.press('Escape');
  await expect(signedIn).not.toHaveURL(/selected/);
  await signedIn.keyboard.press('j');
  await signedIn.keyboard.press('x');
  await expect(signedIn.getByText('1 selected')).toBeVisible();
  await signedIn.keyboard.press('c');
  await expect(signedIn.getByRole('dialog', { name: 'Close' })).toBeVisible();
});

test('many are closed at once', async ({ signedIn, context, server, api }) => {
  const { rule } = await raise(context, server, api, 'In bulk');
  await signedIn.goto(`/escalations?rule=${rule.id}`);
  await hydrated(signedIn);
  const list = signedIn.getByRole('region', { name: 'Escalations', exact: true });
  const before = await list.getByRole('link', { name: 'In bulk' }).count();
  await list.getByRole('checkbox', { name: /^Select In bulk/ }).nth(0).check();
  await list.getByRole('checkbox', { name: /^Select In bulk/ }).nth(1).check();
  await expect(list.getByText('2 selected')).toBeVisible();
  await list.getByRole('button', { name: 'Close' }).click();
  const dialog = signedIn.getByRole('dialog', { name: 'Close' });
  await dialog.getByLabel('Fraud').check();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(signedIn.getByText(/2 escalations: Closed/)).toBeVisible();
  await expect(list.getByRole('link', { name: 'In bulk' })).toHaveCount(before - 2);
  await expect(list.getByText('Select all')).toBeVisible();
});

test('what a colleague decides shows by itself, in the list and in the count', async ({ signedIn, context, server, api }) => {
  const { rule, escalations } = await raise(context, server, api, 'From afar');
  const [first] = escalations;
  await signedIn.goto(`/escalations?rule=${rule.id}&selected=${first.id}`);
  await hydrated(signedIn);
  await expect(signedIn.getByRole('link', { name: /Escalations .* open/ })).toBeVisible();
  await expect(async () => {
    await api.call('PATCH', `/escalations/${first.id}`, { comment: `Once more.` });
    await expect(signedIn.getByRole('article').getByText('Once more.').first()).toBeVisible({ timeout: 2000 });
  }).toPass();
});

test('the page is accessible in both themes', async ({ signedIn, context, server, api }) => {
  const { rule, escalations } = await raise(context, server, api, 'For all', { severity: 'CRITICAL' });
  const [first] = escalations;
  await signedIn.goto(`/escalations?rule=${rule.id}&selected=${first.id}`);
  await hydrated(signedIn);
  await expectAccessible(signedIn);
  await signedIn.getByRole('article').getByRole('button', { name: 'Close' }).click();
  await expectAccessible(signedIn);
});
