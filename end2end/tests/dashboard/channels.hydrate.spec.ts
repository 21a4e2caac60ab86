// Channels, alive: made, tried, changed, rotated, switched off by their receivers, delivered again and removed.

import type { Page } from '@playwright/test';

import { expectAccessible } from '../../support/axe';
import { asAdmin } from '../../support/raise';
import { Receiver } from '../../support/receiver';
import { isSigned, isSignedByStandard } from '../../support/signatures';
import { expect, hydrated, signIn, test } from '../../support/test';

test.use({
  environment: {
    DREGS_WEBHOOK_ALLOW_PRIVATE: '127.0.0.0/8',
    // Nobody listens there; for making channels it is enough that there is a mail server.
    DREGS_SMTP_URL: 'smtp://127.0.0.1:9',
    DREGS_MAIL_FROM: 'Dregs <dregs@example.com>',
  },
});

const hook = (name: string, url: string) => ({ name, type: 'WEBHOOK', config: { url }, events: ['ESCALATION_OPENED', 'IDENTITY_BADGES_CHANGED'] });

test('a webhook is made, its secret shown once, tried, edited, rotated and deleted', async ({ signedIn, expectedComplaints }) => {
  expectedComplaints.push(/400/);
  const receiver = await Receiver.open();
  const name = `Fraud team ${Date.now()}`;
  try {
    await signedIn.goto('/settings/channels');
    await hydrated(signedIn);
    await signedIn.getByRole('button', { name: 'Add channel' }).click();
    const form = signedIn.getByRole('dialog', { name: 'Add a channel' });
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByText('Enter a name of 1 to 100 characters.')).toBeVisible();
    await form.getByLabel('Name').fill(name);
    await form.getByLabel('Address').fill('http://10.0.0.1/hook');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByText('The address leads to an address that is not public.')).toBeVisible();
    await form.getByLabel('Address').fill(receiver.url);
    await form.getByRole('checkbox', { name: /^Badges changed/ }).check();
    await form.getByRole('checkbox', { name: /^Escalation closed/ }).uncheck();
    await form.getByRole('button', { name: 'Save' }).click();
    const first = await told(signedIn);

    const card = signedIn.getByRole('article', { name });
    await expect(card.getByText('Badges changed')).toBeVisible();
    await expect(card.getByText('None yet: send a test')).toBeVisible();
    await card.getByRole('button', { name: 'Send a test' }).click();
    await expect(card.getByText(/The test arrived\. The receiver answered 200 after \d+ ms\./)).toBeVisible();
    await expect(card.getByText('Delivered')).toBeVisible();
    const test = await receiver.next();
    expect(isSigned(test, first) && isSignedByStandard(test, first)).toBe(true);
    expect(JSON.parse(test.body).data.test).toBe(true);

    await card.getByRole('button', { name: 'Edit' }).click();
    const edit = signedIn.getByRole('dialog', { name: 'Edit the channel' });
    await expect(edit.getByLabel('Address')).toHaveValue(receiver.url);
    await edit.getByLabel('Name').fill(`${name} two`);
    await edit.getByRole('button', { name: 'Save' }).click();
    const renamed = signedIn.getByRole('article', { name: `${name} two` });
    await renamed.getByRole('button', { name: 'Rotate secret' }).click();
    await signedIn.getByRole('dialog', { name: 'Rotate the secret?' }).getByRole('button', { name: 'Rotate secret' }).click();
    const second = await told(signedIn);
    expect(second).not.toBe(first);
    await expect(renamed.getByText(/Two secrets sign until/)).toBeVisible();
    await renamed.getByRole('button', { name: 'Send a test' }).click();
    const both = await receiver.next((one) => one !== test);
    expect(isSigned(both, second) && isSigned(both, first, 'x-dregs-signature-previous')).toBe(true);
    expect(isSignedByStandard(both, second) && isSignedByStandard(both, first)).toBe(true);

    await renamed.getByRole('switch', { name: 'On' }).click();
    await expect(signedIn.getByText(/^Off: what happens/)).toBeVisible();
    await expect(renamed.getByRole('button', { name: 'Send a test' })).toBeDisabled();
    await expectAccessible(signedIn);
    await renamed.getByRole('button', { name: 'Delete' }).click();
    const dialog = signedIn.getByRole('dialog', { name: 'Delete this channel?' });
    await dialog.getByRole('textbox').fill('delete');
    await dialog.getByRole('button', { name: 'Delete for good' }).click();
    await expect(renamed).toHaveCount(0);
  } finally {
    await receiver.close();
  }
});

test('email begins with oneself, and strangers are refused', async ({ signedIn, account, expectedComplaints }) => {
  expectedComplaints.push(/400/);
  await signedIn.goto('/settings/channels');
  await hydrated(signedIn);
  await signedIn.getByRole('button', { name: 'Add channel' }).click();
  const form = signedIn.getByRole('dialog', { name: 'Add a channel' });
  await form.getByRole('button', { name: 'Email' }).click();
  await form.getByLabel('Name').fill('By email');
  await expect(form.getByLabel('Members')).toHaveValue(account.email);
  await form.getByLabel('Members').fill(`${account.email}\nstranger@example.org`);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText(/stranger@example.org is not the address of a member/)).toBeVisible();
  await expectAccessible(signedIn);
  await form.getByLabel('Members').fill(account.email);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(signedIn.getByRole('article', { name: 'By email' }).getByText(account.email)).toBeVisible();
});

test('a receiver that is gone switches its channel off; what failed is delivered again', async ({ signedIn, context, server }) => {
  const receiver = await Receiver.open();
  receiver.answer = { status: 503, body: '' };
  const name = `Shaky ${Date.now()}`;
  try {
    const { channel } = await asAdmin(context, server, '/channels', hook(name, receiver.url));
    await signedIn.goto(`/settings/channels/${channel.id}`);
    await hydrated(signedIn);
    await expect(signedIn.getByText('Nothing was sent yet')).toBeVisible();
    const card = signedIn.getByRole('article', { name });
    await card.getByRole('button', { name: 'Send a test' }).click();
    await expect(card.getByText(/The test did not arrive/)).toBeVisible();
    await expect(card.getByText(/The last attempt failed/)).toBeVisible();
    await card.getByRole('link', { name: 'See all of it' }).click();
    await expect(signedIn.getByText('Status 503').first()).toBeVisible();
    await expectAccessible(signedIn);

    receiver.answer = { status: 410, body: '' };
    await card.getByRole('button', { name: 'Send a test' }).click();
    await expect(card.getByText('This channel was switched off.')).toBeVisible();
    await expect(card.getByText(/410 Gone/).first()).toBeVisible();
    await expect(signedIn.getByRole('button', { name: /^Redeliver all failed \(\d\)/ })).toBeDisabled();
    await expectAccessible(signedIn);
    await signedIn.getByRole('link', { name: 'Channels' }).first().click();
    await expect(card.getByText('This channel was switched off.')).toBeVisible();
    await expect(card.getByText('Switched off', { exact: true })).toBeVisible();

    receiver.answer = { status: 200, body: 'back' };
    await card.getByRole('switch', { name: 'On' }).click();
    await expect(card.getByText('This channel was switched off.')).toHaveCount(0);
    await card.getByRole('link', { name: 'Deliveries' }).click();
    await signedIn.getByRole('link', { name: 'Failed', exact: true }).click();
    await expect(signedIn).toHaveURL(/status=FAILED/);
    await signedIn.getByRole('row').getByRole('link', { name: 'Badges changed' }).first().click();
    await signedIn.getByRole('button', { name: 'Redeliver', exact: true }).click();
    await expect(signedIn.getByRole('button', { name: 'Redeliver all failed (1)' })).toBeVisible();
    await signedIn.getByRole('button', { name: 'Redeliver all failed (1)' }).click();
    await expect(signedIn.getByText('Nothing stands there')).toBeVisible();
    await signedIn.getByRole('link', { name: 'Delivered', exact: true }).click();
    await expect(signedIn.getByRole('row').getByRole('link', { name: 'Badges changed' })).toHaveCount(2);
  } finally {
    await receiver.close();
  }
});

test('an escalation rule lists who hears of it', async ({ signedIn, context, server }) => {
  const receiver = await Receiver.open();
  const name = `Hearer ${Date.now()}`;
  try {
    await asAdmin(context, server, '/channels', hook(name, receiver.url));
    await signedIn.goto('/settings/rules?kind=ESCALATION&edit=new');
    await hydrated(signedIn);
    await signedIn.getByLabel('Name').fill(`Told ${Date.now()}`);
    await signedIn.getByRole('checkbox', { name }).check();
    await signedIn.getByLabel('Mode').selectOption('Off');
    await signedIn.getByRole('button', { name: 'Save' }).click();
    await signedIn.getByRole('link', { name: /^Told/ }).first().click();
    await expect(signedIn.getByRole('checkbox', { name })).toBeChecked();
    await expectAccessible(signedIn);
  } finally {
    await receiver.close();
  }
});

test('the list and its empty state are accessible in both themes', async ({ page, context, server }) => {
  await signIn(context, server, await server.account('Accessible channels'));
  await page.goto('/settings/channels');
  await hydrated(page);
  await expectAccessible(page);
});

/** The secret that is shown, put away after. */
async function told(page: Page): Promise<string> {
  const reveal = page.getByRole('region', { name: 'New signing secret' });
  const secret = (await reveal.locator('.reveal__key code').textContent()) ?? '';
  expect(secret).toMatch(/^whsec_/);
  await reveal.getByRole('button', { name: 'I have stored it' }).click();
  return secret;
}
