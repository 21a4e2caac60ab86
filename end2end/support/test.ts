// What every browser test starts from: a server and an account per worker, a member who is signed in,
// and an ear for everything the browser complains about.

import { test as base, type BrowserContext, type Page } from '@playwright/test';

import { Api } from './api';
import { watchHydration } from './hydration';
import { type Seeded, seed } from './seed';
import { type Account, Server } from './server.mjs';

interface PerWorker {
  /** What the server is told besides the usual; files that say something get a server of their own. */
  environment: Record<string, string>;
  server: Server;
  /** The account that most tests look at. */
  account: Account;
  /** The people of `account`, once they have arrived and are scored. */
  people: Seeded;
}

interface PerTest {
  /** The worker's account, called as its owner's backend would. */
  api: Api;
  /** A page whose visitor is signed in as the owner of `account`. */
  signedIn: Page;
  /** Console messages that a test expects and that are no failure. */
  expectedComplaints: RegExp[];
  complaints: string[];
}

export const test = base.extend<PerTest, PerWorker>({
  environment: [{}, { scope: 'worker', option: true }],
  server: [
    async ({ environment }, use) => {
      const server = await Server.start(environment);
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  account: [async ({ server }, use) => use(await server.account('Shop')), { scope: 'worker' }],
  people: [
    async ({ server, account }, use) => use(await seed(server, account, new Api(server, account))),
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  api: async ({ server, account }, use) => use(new Api(server, account)),
  expectedComplaints: async ({}, use) => use([]),
  complaints: [
    async ({ context, expectedComplaints }, use) => {
      const complaints: string[] = [];
      listen(context, complaints);
      await watchHydration(context);
      await use(complaints);
      const unexpected = complaints.filter((text) => !expectedComplaints.some((known) => known.test(text)));
      // Also after a failure: more often than not this is its cause.
      if (unexpected.length) throw new Error(`the browser complained:\n${unexpected.join('\n')}`);
    },
    { auto: true },
  ],
  signedIn: async ({ page, context, server, account, people }, use) => {
    // Whoever is signed in has somebody to look at.
    if (!people.sharedDevice) throw new Error('the account is empty');
    await signIn(context, server, account);
    await use(page);
  },
});

export { expect } from '@playwright/test';
export { hydrated } from './hydration';

/** Puts the session cookie of an account's owner into a browser context. */
export async function signIn(context: BrowserContext, server: Server, account: Account): Promise<void> {
  const response = await context.request.post(`${server.url}/api/auth/login`, {
    data: { email: account.email, password: account.password },
    headers: { Origin: server.url },
  });
  if (!response.ok()) throw new Error(`login: ${response.status()} ${await response.text()}`);
}

/** Collects errors from the console and exceptions of every page. */
export function listen(context: BrowserContext, complaints: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => complaints.push(String(error.error().stack ?? error.error())));
}
