// The inbox, rendered by the server alone.

import { raise } from '../../support/raise';
import { expect, test } from '../../support/test';

test('what a rule raised is listed, narrowed and opened by the URL', async ({ signedIn, context, server, api }) => {
  const { rule, escalations } = await raise(context, server, api, 'Plain reading');
  const [first] = escalations;
  await signedIn.goto(`/escalations?rule=${rule.id}`);
  const list = signedIn.getByRole('region', { name: 'Escalations' });
  await expect(list.getByRole('link', { name: 'Plain reading' })).toHaveCount(Math.min(escalations.length, 50));
  await expect(list.getByText('Warning').first()).toBeVisible();
  await signedIn.getByRole('link', { name: 'Critical', exact: true }).click();
  await expect(signedIn.getByText('Nothing matches these filters')).toBeVisible();

  await signedIn.goto(`/escalations?rule=${rule.id}&selected=${first.id}`);
  const detail = signedIn.getByRole('article');
  await expect(detail.getByRole('heading', { name: 'Plain reading' })).toBeVisible();
  await expect(detail.getByText('any score is below 100')).toBeVisible();
  await expect(detail.getByText('The rule raised it')).toBeVisible();
  await expect(detail.getByRole('columnheader', { name: 'Then' })).toBeVisible();
});

test('odd parameters are left aside, and a number of nobody is not found', async ({ signedIn, expectedComplaints }) => {
  // The browser says so when a page has another status than 200.
  expectedComplaints.push(/404/);
  await signedIn.goto('/escalations?status=odd&severity=odd&page=x&selected=x');
  await expect(signedIn.getByRole('heading', { name: 'Escalations' })).toBeVisible();
  await signedIn.goto('/escalations?selected=999999');
  await expect(signedIn.getByText('Not found')).toBeVisible();
});
