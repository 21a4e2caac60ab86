// Channels, rendered by the server alone.

import { asAdmin } from '../../support/raise';
import { Receiver, eventually } from '../../support/receiver';
import { expect, signIn, test } from '../../support/test';

test.use({ environment: { DREGS_WEBHOOK_ALLOW_PRIVATE: '127.0.0.0/8' } });

test('a channel is listed with where it leads, without what is secret', async ({ signedIn, context, server }) => {
  const receiver = await Receiver.open('/services/T000/B000/abcdefghijklmnop');
  try {
    const name = `Slack of the team ${Date.now()}`;
    await asAdmin(context, server, '/channels', { name, type: 'SLACK', config: { url: receiver.url }, events: ['ESCALATION_OPENED'] });
    await signedIn.goto('/settings/channels');
    const card = signedIn.getByRole('article', { name });
    await expect(card.getByText('127.0.0.1/…mnop')).toBeVisible();
    await expect(card.getByText('Escalation opened')).toBeVisible();
    await expect(card.getByText('On', { exact: true }).first()).toBeVisible();
    expect(await signedIn.content()).not.toContain('abcdefgh');
  } finally {
    await receiver.close();
  }
});

test('a delivery is opened by its link: headers, body and tries', async ({ signedIn, context, server, api }) => {
  const receiver = await Receiver.open('/hook?key=secret');
  receiver.answer = { status: 200, body: 'taken, thank you' };
  try {
    const name = `Hook ${Date.now()}`;
    const events = ['ESCALATION_OPENED', 'ESCALATION_CLOSED'];
    const { channel } = await asAdmin(context, server, '/channels', { name, type: 'WEBHOOK', config: { url: receiver.url }, events });
    const { id } = await asAdmin(context, server, `/channels/${channel.id}/actions/test`, {});
    await eventually(async () => ((await api.get(`/deliveries/${id}`)).status === 'DELIVERED' ? true : undefined), 'not delivered');
    await signedIn.goto('/settings/channels');
    await expect(signedIn.getByRole('article', { name }).getByText(/\/hook\?…$/)).toBeVisible();
    await signedIn.getByRole('link', { name, exact: true }).click();
    await expect(signedIn.getByRole('heading', { level: 1, name })).toBeVisible();
    await signedIn.getByRole('row').getByRole('link', { name: 'Escalation opened' }).click();
    await expect(signedIn).toHaveURL(/open=/);
    await expect(signedIn.getByText(`webhook-id: ${id}`)).toBeVisible();
    await expect(signedIn.getByText(`"deliveryId": "${id}"`)).toBeVisible();
    await expect(signedIn.getByText('Status 200').first()).toBeVisible();
    // What stands in networks that are not public is not told: answers from there are not kept.
    await expect(signedIn.getByText('taken, thank you')).toHaveCount(0);
    await signedIn.getByRole('link', { name: 'Failed', exact: true }).click();
    await expect(signedIn.getByText('Nothing stands there')).toBeVisible();
    await signedIn.getByRole('link', { name: 'Node.js' }).click();
    await expect(signedIn.getByText(/timingSafeEqual\(given, expected\)/)).toBeVisible();
  } finally {
    await receiver.close();
  }
});

test('without channels the page says what they are for', async ({ page, context, server }) => {
  await signIn(context, server, await server.account('No channels'));
  await page.goto('/settings/channels');
  await expect(page.getByText('Nobody is told yet')).toBeVisible();
  for (const name of ['Add email', 'Add Slack', 'Add a webhook']) await expect(page.getByRole('button', { name })).toBeVisible();
});

test('a channel that is not there is not found', async ({ signedIn, expectedComplaints }) => {
  expectedComplaints.push(/404/);
  await signedIn.goto('/settings/channels/999999');
  await expect(signedIn.getByText('Not found').filter({ visible: true })).toHaveCount(1);
});
