// A handful of people for the pages to show: each arrives the way a real one would, through the public API.

import { randomUUID } from 'node:crypto';

import type { Api } from './api';
import type { Account, Server } from './server.mjs';

/** What the pages of a seeded account show. */
export interface Seeded {
  /** Fingerprint of the device that two people share. */
  sharedDevice: string;
}

const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

export const device = (more: object) => ({
  userAgent: CHROME,
  language: 'en-GB',
  languages: ['en-GB', 'en'],
  platform: 'Win32',
  screen: { width: 1920, height: 1080, availWidth: 1920, availHeight: 1040, colorDepth: 24, pixelRatio: 1 },
  window: { innerWidth: 1400, innerHeight: 900, outerWidth: 1416, outerHeight: 1010 },
  timezone: 'Europe/Berlin',
  timezoneOffset: -60,
  hardwareConcurrency: 8,
  deviceMemory: 8,
  maxTouchPoints: 0,
  webdriver: false,
  automation: [],
  ...more,
});

/** Makes the people and waits until all of them are scored. */
export async function seed(server: Server, account: Account, api: Api): Promise<Seeded> {
  for (let number = 0; number < 30; number += 1) {
    await api.track('user.login', `crowd-${String(number).padStart(2, '0')}`);
  }
  await api.track('user.signup', 'ada', {
    identity: { id: 'ada', data: { name: 'Ada Lovelace', email: 'ada@example.org', plan: 'pro' } },
  });
  await api.track('order.paid', 'ada', { data: { total: 42.5, currency: 'EUR' } });
  await api.track('user.signup', 'temp', {
    identity: { id: 'temp', data: { name: 'asdf asdf', email: 'asdf123@mailinator.com' } },
  });
  const shared = await visit(server, account, 'ada', device({}));
  await visit(server, account, 'temp', device({}));
  await visit(server, account, 'robot', device({ webdriver: true, automation: ['webdriver', 'global'], timezone: 'UTC' }));
  await scored(api);
  return { sharedDevice: shared };
}

/** One page view of one browser, told as dregs.js tells it; returns the fingerprint that the server computed. */
export async function visit(server: Server, account: Account, identity: string, record: object): Promise<string> {
  const session = randomUUID();
  const url = 'https://shop.example/products?page=2';
  const send = async (events: object[]): Promise<string> => {
    const stamped = events.map((event) => ({ id: `dregs-${randomUUID()}`, session, timestamp: new Date().toISOString(), ...event }));
    const response = await fetch(`${server.url}/api/events`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain;charset=UTF-8', origin: 'https://shop.example', 'user-agent': CHROME },
      body: JSON.stringify({ key: account.publicKey, events: stamped }),
    });
    const answer = await response.json();
    const failed = !response.ok || answer.results.some((result: { id?: string }) => !result.id);
    if (failed) throw new Error(`browser events: ${response.status} ${JSON.stringify(answer)}`);
    return answer.results[0].fingerprint;
  };
  const fingerprint = await send([{ type: 'dregs_init', device: record, data: { _u: url } }]);
  await send([
    { type: 'dregs_identify', fingerprint, identity: { id: identity }, data: { _u: url, _i: identity } },
    { type: 'page_view', fingerprint, data: { _u: url, _i: identity, title: 'Products' } },
  ]);
  return fingerprint;
}

export async function scored(api: Api): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    const { content } = await api.get('/identities?pageSize=100');
    const waiting = content.filter((identity: { lastScoredAt: string | null }) => !identity.lastScoredAt);
    if (content.length && !waiting.length) return;
    if (Date.now() > end) throw new Error(`not scored: ${waiting.map((identity: { id: string }) => identity.id)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
