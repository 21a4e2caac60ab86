// Pictures of every page, light and dark, wide and narrow, for a person to look at.
//
//   DREGS_BIN=../target/debug/dregs node screenshots.mjs [folder [words]]     (default: a folder of the system's temporary one)
//
// With the example account, so that there is something to see; with words, only the pages whose names match them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { chromium } from '@playwright/test';

import { Server } from './support/server.mjs';

const THEMES = /** @type {const} */ (['light', 'dark']);
const WIDTHS = [1440, 390];

const folder = process.argv[2] ? resolve(process.argv[2]) : await mkdtemp(join(tmpdir(), 'dregs-screenshots-'));
await mkdir(folder, { recursive: true });
const wanted = new RegExp(process.argv[3] ?? '');
/** A receiver that answers what its path says. */
const receiver = createServer((request, response) => {
  request.resume();
  response.writeHead(Number(request.url?.match(/[2-5]\d\d/)?.[0] ?? 200)).end('{"received":true}');
}).listen(0, '127.0.0.1');
await once(receiver, 'listening');
const server = await Server.start({
  DREGS_WEBHOOK_ALLOW_PRIVATE: '127.0.0.0/8',
  DREGS_SMTP_URL: 'smtp://127.0.0.1:9',
  DREGS_MAIL_FROM: 'Dregs <dregs@example.com>',
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
});
const account = await server.account('Fresh shop');
try {
  await demo();
  for (const colorScheme of THEMES) {
    for (const width of WIDTHS) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, baseURL: server.url });
      const page = await context.newPage();
      const shoot = async (/** @type {string} */ name, /** @type {string} */ path, act = async () => {}) => {
        if (!wanted.test(name)) return;
        const answer = await page.goto(path);
        if ((answer?.status() ?? 500) >= 500) throw new Error(`${path} answered ${answer?.status()}:\n${server.log}`);
        await page.waitForLoadState('load');
        // Charts and fonts settle; nothing tells when.
        await page.waitForTimeout(400);
        await act();
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true });
      };
      await shoot('sign-in', '/sign-in');
      await context.request.post('/api/auth/login', {
        data: { email: account.email, password: account.password },
        headers: { origin: server.url },
      });
      await shoot('empty-overview', '/');
      await shoot('empty-identities', '/identities');
      await shoot('onboarding', '/onboarding');
      await shoot('empty-escalations', '/escalations');
      await shoot('empty-rules', '/settings/rules');
      await shoot('empty-channels', '/settings/channels');
      const { accounts } = await (await context.request.get('/api/auth/me')).json();
      const example = accounts.find((/** @type {{ demo: boolean }} */ one) => one.demo);
      await context.request.post('/api/auth/switch', { headers: { origin: server.url }, data: { account: example?.slug } });
      await raise(context.request);
      await tell(context.request);
      for (const path of ['/', '/identities', '/escalations', '/events', '/devices', '/groups', '/settings/credentials', '/settings/rules', '/settings/channels', '/settings/mappings', '/settings/datasets', '/settings/member']) {
        await shoot(path.split('/').pop() || 'overview', path);
      }
      const { content: raised } = await (await context.request.get('/api/escalations?status=OPEN')).json();
      if (raised[0]) await shoot('escalation', `/escalations?selected=${raised[0].id}`);
      await shoot('rules-escalation', '/settings/rules?kind=ESCALATION');
      await shoot('rule', '/settings/rules?kind=ESCALATION&edit=1');
      await shoot('rule-new', '/settings/rules?edit=new');
      await shoot('rule-tried', '/settings/rules?kind=ESCALATION&edit=1', async () => {
        await page.getByRole('button', { name: '7 days' }).click();
        await page.getByText(/escalations, \d+ alerts/).waitFor();
        await page.waitForTimeout(400);
      });
      for (const [name, kind] of [['channel-form', 'Webhook'], ['channel-form-email', 'Email']]) {
        await shoot(name, '/settings/channels', async () => {
          await page.getByRole('button', { name: 'Add channel' }).click();
          await page.getByRole('dialog').getByRole('button', { name: kind }).click();
        });
      }
      const { content: sent } = await (await context.request.get('/api/deliveries?channel=fraud-team&pageSize=1')).json();
      await shoot('channel-page', `/settings/channels/${sent[0].channel.id}`, async () => {
        await page.getByRole('button', { name: 'Send a test' }).click();
        await page.getByText('The test arrived.').waitFor();
      });
      await shoot('channel-open', `/settings/channels/${sent[0].channel.id}?open=${sent[0].id}&verify=node`);
      await shoot('channel-off', '/settings/channels/4');
      await shoot('channel-secret', '/settings/channels', async () => {
        await page.getByRole('article', { name: 'Fraud team' }).getByRole('button', { name: 'Rotate secret' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Rotate secret' }).click();
        await page.getByText('I have stored it').waitFor();
      });
      const overview = await (await context.request.get('/api/overview')).json();
      for (const [name, identity] of [['risky', overview.needsReview[0]], ['recent', overview.recent[0]]]) {
        if (!identity) continue;
        const path = `/identities/${encodeURIComponent(identity.id)}`;
        await shoot(`identity-${name}`, path);
        await context.request.post(`/api${path}/actions/review`, {
          headers: { origin: server.url },
          data: { feedback: 'Asked about on the phone.' },
        });
        await shoot(`identity-${name}-reviews`, `${path}?tab=reviews`);
      }
      const { content: groups } = await (await context.request.get('/api/groups?pageSize=1')).json();
      if (groups[0]) await shoot('group', `/groups/${groups[0].type}/${encodeURIComponent(groups[0].id)}`);
      await shoot('not-found', '/nothing-here');
      await context.close();
    }
  }
  console.log(folder);
} finally {
  await browser.close();
  await server.stop();
  receiver.closeAllConnections();
  receiver.close();
}

/**
 * Rules in the example account, and what they raise; once.
 * @param {import('@playwright/test').APIRequestContext} request
 */
async function raise(request) {
  const headers = { origin: server.url };
  const below = (/** @type {string} */ category, /** @type {number} */ threshold) => [{ condition: 'SCORE_LT', category, threshold }];
  if ((await (await request.get('/api/badge-rules')).json()).length) return;
  for (const data of [
    { name: 'Likely bot', type: 'BAD', conditions: below('HUMANITY', 40), mode: 'ON' },
    { name: 'Duplicate account', type: 'BAD', conditions: below('UNIQUENESS', 40), mode: 'LOG_ONLY' },
    { name: 'Trusted', type: 'GOOD', conditions: [{ condition: 'SCORE_GTE', category: 'HUMANITY', threshold: 70 }], mode: 'ON' },
  ]) {
    await request.post('/api/badge-rules', { headers, data });
  }
  for (const data of [
    { name: 'Bots at the door', severity: 'WARNING', conditions: below('HUMANITY', 40), mode: 'ON', closeAfterSeconds: 3600 },
    { name: 'Bad behavior', severity: 'CRITICAL', conditions: below('BEHAVIOR', 40), mode: 'ON' },
    { name: 'Many accounts', severity: 'INFO', conditions: below('UNIQUENESS', 50), mode: 'ON' },
  ]) {
    await request.post('/api/escalation-rules', { headers, data });
  }
  for (let tries = 0; tries < 100; tries += 1) {
    const { running } = await (await request.get('/api/rules/progress')).json();
    if (!running) break;
    await new Promise((done) => setTimeout(done, 200));
  }
  const { content } = await (await request.get('/api/escalations')).json();
  for (const [at, one] of content.entries()) {
    const data = [{ status: 'ACKNOWLEDGED', comment: 'On it.' }, { assignee: account.email, comment: 'Asked the payments team.' }][at];
    if (data) await request.patch(`/api/escalations/${one.id}`, { headers, data });
  }
}

/**
 * Channels in the example account: one that works, one that fails, one that is gone; once.
 * @param {import('@playwright/test').APIRequestContext} request
 */
async function tell(request) {
  const headers = { origin: server.url };
  const address = receiver.address();
  const base = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  if ((await (await request.get('/api/channels')).json()).length) return;
  const events = ['ESCALATION_OPENED', 'ESCALATION_CLOSED'];
  for (const data of [
    { name: 'Fraud team', type: 'WEBHOOK', config: { url: `${base}/hooks/dregs/200?key=abc` }, events: [...events, 'IDENTITY_BADGES_CHANGED'] },
    { name: 'On call', type: 'SLACK', config: { url: `${base}/services/T024/B024/503xyzabcdef` }, events },
    { name: 'Owners', type: 'EMAIL', config: { recipients: [account.email] }, events },
    { name: 'Old backoffice', type: 'WEBHOOK', config: { url: `${base}/410` }, events },
  ]) {
    const { channel } = await (await request.post('/api/channels', { headers, data })).json();
    for (const event of data.type === 'EMAIL' ? [] : data.events) {
      await request.post(`/api/channels/${channel.id}/actions/test`, { headers, data: { event } });
    }
  }
  for (let tries = 0; tries < 100; tries += 1) {
    const { totalElements } = await (await request.get('/api/deliveries?status=PENDING')).json();
    if (!totalElements) break;
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** The example account: it belongs to every member who can see the first one. */
async function demo() {
  const child = spawn(process.env.DREGS_BIN ?? '', ['demo'], { env: server.environment, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`dregs demo ended with ${code}`);
}
