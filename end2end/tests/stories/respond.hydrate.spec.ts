// From a rule to a decision, once: three channels, a bot that arrives in a real browser, and somebody who answers for it.

import type { Page } from '@playwright/test';

import { Api } from '../../support/api';
import { watchHydration, hydrated } from '../../support/hydration';
import { asAdmin } from '../../support/raise';
import { Receiver, eventually } from '../../support/receiver';
import { device, scored, visit } from '../../support/seed';
import { Server } from '../../support/server.mjs';
import { Shop, shopPage, snippet } from '../../support/shop';
import { isSigned, isSignedByStandard } from '../../support/signatures';
import { MailServer } from '../../support/smtp';
import { expect, listen, signIn, test } from '../../support/test';

interface Dregs {
  identify(id: string, data?: object): void;
  track(type: string, data?: object): void;
  fingerprint(): Promise<string>;
}

declare const dregs: Dregs;

/** How long after the event everybody has heard of it. */
const SOON_MS = 3000;
const BOT = 'bot-9';
const ROBOTS = ['robot-1', 'robot-2', 'robot-3'];

test('rule → preview → on → a bot arrives → badge, escalation, email, Slack, webhook → acknowledged → closed', async ({ browser, complaints }) => {
  test.setTimeout(120_000);
  const [mail, slack, hook] = [await MailServer.open(), await Receiver.open('/services/T0/B0/abcdefghijkl'), await Receiver.open()];
  const server = await Server.start({
    DREGS_WEBHOOK_ALLOW_PRIVATE: '127.0.0.0/8',
    DREGS_SMTP_URL: mail.url,
    DREGS_MAIL_FROM: 'Dregs <dregs@example.com>',
  });
  const account = await server.account('Corner shop');
  const api = new Api(server, account);
  const shop = await Shop.open(() => shopPage(snippet(server.url, account.publicKey)));
  const owner = await browser.newContext({ baseURL: server.url });
  const visitor = await browser.newContext();
  listen(owner, complaints);
  listen(visitor, complaints);
  await watchHydration(owner);
  try {
    for (const name of ['ada', 'bea', 'cleo', 'dora']) await api.track('user.login', name);
    for (const [at, name] of ROBOTS.entries()) {
      await visit(server, account, name, device({ webdriver: true, automation: ['webdriver', 'global'], timezone: 'UTC', hardwareConcurrency: 2 + at }));
    }
    await scored(api);
    await signIn(owner, server, account);
    await asAdmin(owner, server, '/badge-rules', {
      name: 'Likely bot',
      type: 'BAD',
      conditions: [{ condition: 'SCORE_LT', category: 'HUMANITY', threshold: 40 }],
      mode: 'ON',
    });

    const page = await owner.newPage();
    await page.goto('/settings/channels');
    await hydrated(page);
    await add(page, 'Email', 'Team mail');
    await add(page, 'Slack', 'Team Slack', slack.url);
    await add(page, 'Webhook', 'Team hook', hook.url);
    const secret = (await page.getByRole('region', { name: 'New signing secret' }).locator('.reveal__key code').textContent()) ?? '';
    await page.getByRole('button', { name: 'I have stored it' }).click();

    await page.goto('/settings/rules?kind=ESCALATION&edit=new');
    await hydrated(page);
    await page.getByLabel('Name').fill('Bots at the door');
    await page.getByLabel('Severity').selectOption('Critical');
    await page.getByLabel('Mode').selectOption('Off');
    await page.getByLabel('What').selectOption('Humanity');
    await page.getByLabel('Threshold').fill('40');
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByLabel('What').nth(1).selectOption('First seen less than … ago');
    await expect(page.getByText(/^3 of \d+ identities that are scored/)).toBeVisible();
    for (const name of ['Team mail', 'Team Slack', 'Team hook']) await page.getByRole('checkbox', { name }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    const card = page.getByRole('article', { name: 'Bots at the door' });
    await card.getByRole('button', { name: 'On', exact: true }).click();
    await expect(card.getByRole('button', { name: 'On', exact: true })).toHaveAttribute('aria-pressed', 'true');
    const about = (robot: string) => hook.next((one) => one.headers['x-dregs-event'] === 'ESCALATION_OPENED' && one.body.includes(robot));
    for (const robot of ROBOTS) await about(robot);

    await page.goto('/escalations');
    await hydrated(page);
    const inbox = page.getByRole('region', { name: 'Escalations', exact: true });
    await expect(inbox.getByRole('link', { name: 'Bots at the door' })).toHaveCount(3);
    const tab = await visitor.newPage();
    await tab.goto(shop.url);
    await tab.waitForFunction(() => typeof dregs?.fingerprint === 'function');
    await tab.evaluate(() => dregs.fingerprint());
    const began = Date.now();
    await tab.evaluate((bot) => {
      dregs.identify(bot, { name: 'Bo Bot', email: 'bo@example.org' });
      dregs.track('signup', { plan: 'free' });
    }, BOT);

    const seen: Record<string, number> = {};
    const timed = async (what: string, at: Promise<number>) => (seen[what] = (await at) - began);
    const now = async <T>(look: () => Promise<T | undefined>, what: string) => eventually(look, `no ${what}`).then(() => Date.now());
    await Promise.all([
      timed('badge', now(async () => ((await badges(api)).includes('likely-bot') ? true : undefined), 'badge')),
      timed('escalation', now(async () => (await api.get(`/escalations?identity=${BOT}`)).content[0], 'escalation')),
      timed('inbox', inbox.getByText('Bo Bot').waitFor().then(() => Date.now())),
      timed('email', mail.next((one) => one.text.includes(BOT)).then((one) => one.at)),
      timed('Slack', slack.next((one) => one.body.includes(BOT)).then((one) => one.at)),
      timed('webhook', about(BOT).then((one) => one.at)),
    ]);
    console.log(`after the event: ${Object.entries(seen).map(([what, ms]) => `${what} ${ms} ms`).join(', ')}`);
    for (const [what, ms] of Object.entries(seen)) expect(ms, `${what} came after ${ms} ms`).toBeLessThan(SOON_MS);

    const webhook = await about(BOT);
    expect(isSigned(webhook, secret), 'X-Dregs-Signature').toBe(true);
    expect(isSignedByStandard(webhook, secret), 'webhook-signature').toBe(true);
    expect(isSigned(webhook, `${secret}x`), 'another secret').toBe(false);
    const told = JSON.parse(webhook.body);
    expect(told).toMatchObject({ event: 'ESCALATION_OPENED', identityId: BOT, data: { displayName: 'Bo Bot', escalation: { severity: 'CRITICAL' } } });
    expect(told.data.badges.map((badge: { slug: string }) => badge.slug)).toContain('likely-bot');
    const email = await mail.next((one) => one.text.includes(BOT));
    expect(email.to).toEqual([account.email]);
    expect(email.text).toMatch(/^Subject: .*Bots at the door/m);
    const { blocks } = JSON.parse((await slack.next((one) => one.body.includes(BOT))).body);
    expect(JSON.stringify(blocks)).toContain('Bo Bot');

    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const detail = page.getByRole('article');
    await expect(detail.getByText('Bo Bot').first()).toBeVisible();
    await page.keyboard.press('a');
    await expect(detail.getByText(/acknowledged it/)).toBeVisible();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Close' });
    await dialog.getByLabel('Fraud').check();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(detail.getByText('Fraud', { exact: true })).toBeVisible();
    const closed = await hook.next((one) => one.headers['x-dregs-event'] === 'ESCALATION_CLOSED' && one.body.includes(BOT));
    expect(isSigned(closed, secret)).toBe(true);
    const { content } = await api.get(`/escalations?identity=${BOT}`);
    expect(content[0]).toMatchObject({ status: 'CLOSED', closeReason: 'FRAUD' });
  } finally {
    await owner.close();
    await visitor.close();
    await shop.close();
    await server.stop();
    for (const one of [mail, slack, hook]) await one.close();
  }
});

/** Adds a channel by the form. */
async function add(page: Page, kind: string, name: string, url?: string): Promise<void> {
  await page.getByRole('button', { name: 'Add channel' }).click();
  const form = page.getByRole('dialog', { name: 'Add a channel' });
  await form.getByRole('button', { name: kind }).click();
  await form.getByLabel('Name').fill(name);
  if (url) await form.getByLabel(/^(Address|Incoming webhook)/).fill(url);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('article', { name })).toBeVisible();
}

async function badges(api: Api): Promise<string[]> {
  try {
    const identity = await api.get(`/identities/${BOT}`);
    return (identity.badges ?? []).map((badge: { slug: string }) => badge.slug);
  } catch {
    // Not there yet.
    return [];
  }
}
