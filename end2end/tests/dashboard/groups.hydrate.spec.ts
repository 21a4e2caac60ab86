// Groups, alive.

import { expectAccessible } from '../../support/axe';
import { expect, hydrated, test } from '../../support/test';

test('from a group to its members and its events, and back by a chip', async ({ signedIn, api }) => {
  await api.track('order.paid', 'ada', { groups: [{ type: 'shop', id: 'shop-1', data: { name: 'The Shop' } }] });
  await signedIn.goto('/groups');
  await hydrated(signedIn);
  await signedIn.getByRole('link', { name: 'The Shop' }).click();
  await expect(signedIn.getByRole('table', { name: 'Events in this group' })).toContainText('order.paid');
  await signedIn.getByRole('link', { name: /Follow/ }).click();
  await expect(signedIn).toHaveURL(/group=shop-1&groupType=shop/);
  await expect(signedIn.getByText('Group is shop-1')).toBeVisible();
});

test('the pages are accessible in both themes', async ({ signedIn, api }) => {
  await api.call('POST', '/groups', { id: 'acme', attributes: { name: 'Acme' } });
  for (const path of ['/groups', '/groups/organization/acme']) {
    await signedIn.goto(path);
    await hydrated(signedIn);
    await expectAccessible(signedIn);
  }
});
