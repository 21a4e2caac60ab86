// No page at all: events that a script sends to the API by itself.

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { openByHand } from '../human/browser.mjs';
import { mouseUser } from '../human/hands.mjs';

const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36';

/** What a person's browser has posted, told again as somebody else's: new ids, new times, another identity. */
function retold(bodies, name) {
  const ids = new Map();
  const renewed = (old) => ids.get(old) ?? ids.set(old, randomUUID()).get(old);
  return bodies.map((body) => {
    const { key, events, ...single } = JSON.parse(body);
    const told = (events ?? [single]).map((event) => ({
      ...event,
      id: `dregs-${randomUUID()}`,
      session: renewed(event.session),
      timestamp: new Date().toISOString(),
      identity: event.identity && { id: name },
      data: { ...event.data, _i: event.data._i && name },
    }));
    return JSON.stringify({ key, events: told });
  });
}

async function curl(url, body, headers) {
  const words = headers.flatMap((header) => ['-H', header]);
  const child = spawn('curl', ['-s', '-o', '/dev/null', '--fail', ...words, '--data-binary', '@-', `${url}/api/events`], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(body);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`curl ended with ${code}`);
}

/** A person shops while somebody writes down what their browser posts. */
async function capture(lab, screen, shopping) {
  const visit = lab.visit('captured');
  visit.url += '&own';
  lab.shop.captured.length = 0;
  await openByHand('chromium', screen, visit.url, () => shopping(visit, mouseUser('captured', screen)));
  return [...lab.shop.captured];
}

const replay = {
  name: 'curl replays what a person’s browser sent',
  async run(visit, { lab, screen, shopping }) {
    const posts = await capture(lab, screen, shopping);
    const { agent } = posts[0];
    for (const body of retold(posts.map((post) => post.body), visit.name))
      await curl(lab.server.url, body, [`User-Agent: ${agent}`, `Origin: ${lab.shop.url}`, 'Content-Type: text/plain;charset=UTF-8']);
  },
};

const forger = {
  name: 'a script makes a browser up',
  async run(visit, { lab }) {
    const device = {
      userAgent: CHROME,
      language: 'en-US',
      languages: ['en-US'],
      platform: 'Win32',
      screen: { width: 1920, height: 1080, availWidth: 1920, availHeight: 1040, colorDepth: 24, pixelRatio: 1 },
      timezone: 'America/New_York',
      hardwareConcurrency: 8,
      deviceMemory: 8,
      webdriver: false,
      automation: [],
    };
    const session = randomUUID();
    const fingerprint = randomUUID().replaceAll('-', '');
    const types = ['dregs_init', 'dregs_identify', 'page_view', 'add_to_cart', 'order_placed'];
    const events = types.map((type) => ({
      id: `dregs-${randomUUID()}`,
      type,
      session,
      fingerprint,
      timestamp: new Date().toISOString(),
      identity: { id: visit.name },
      data: { _u: `${lab.shop.url}/`, _i: visit.name },
      ...(type === 'dregs_init' ? { device } : {}),
    }));
    await fetch(`${lab.server.url}/api/events`, {
      method: 'POST',
      headers: { 'user-agent': CHROME, origin: lab.shop.url, 'content-type': 'text/plain;charset=UTF-8' },
      body: JSON.stringify({ key: lab.account.publicKey, events }),
    });
  },
};

export const setups = [replay, forger];
