// Pictures of every page, light and dark, wide and narrow, for a person to look at.
//
//   DREGS_BIN=../target/debug/dregs node screenshots.mjs [folder]     (default: a folder of the system's temporary one)
//
// With the example account, so that there is something to see.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { chromium } from '@playwright/test';

import { Server } from './support/server.mjs';

const THEMES = /** @type {const} */ (['light', 'dark']);
const WIDTHS = [1440, 390];

const folder = process.argv[2] ? resolve(process.argv[2]) : await mkdtemp(join(tmpdir(), 'dregs-screenshots-'));
await mkdir(folder, { recursive: true });
const server = await Server.start();
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
      const shoot = async (/** @type {string} */ name, /** @type {string} */ path) => {
        await page.goto(path);
        await page.waitForLoadState('load');
        // Charts and fonts settle; nothing tells when.
        await page.waitForTimeout(400);
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
      const { accounts } = await (await context.request.get('/api/auth/me')).json();
      const example = accounts.find((/** @type {{ demo: boolean }} */ one) => one.demo);
      await context.request.post('/api/auth/switch', { headers: { origin: server.url }, data: { account: example?.slug } });
      await raise(context.request);
      for (const path of ['/', '/identities', '/escalations', '/events', '/devices', '/groups', '/settings/credentials', '/settings/rules', '/settings/mappings', '/settings/datasets', '/settings/member']) {
        await shoot(path.split('/').pop() || 'overview', path);
      }
      const { content: raised } = await (await context.request.get('/api/escalations?status=OPEN')).json();
      if (raised[0]) await shoot('escalation', `/escalations?selected=${raised[0].id}`);
      await shoot('rules-escalation', '/settings/rules?kind=ESCALATION');
      await shoot('rule', '/settings/rules?kind=ESCALATION&edit=1');
      await shoot('rule-new', '/settings/rules?edit=new');
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

/** The example account: it belongs to every member who can see the first one. */
async function demo() {
  const child = spawn(process.env.DREGS_BIN ?? '', ['demo'], { env: server.environment, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`dregs demo ended with ${code}`);
}
