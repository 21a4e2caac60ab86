// How the browser tests run: one Chromium, against servers that the specs start themselves.

import { defineConfig } from '@playwright/test';

/** Chromium as it must be told to run in a container; on a desktop the words do no harm. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const shared = {
  browserName: 'chromium' as const,
  channel: undefined,
  launchOptions: { executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args },
};

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  // A test that passes at the second try is a test that failed.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure', locale: 'en-GB', timezoneId: 'Europe/Berlin' },
  projects: [
    { name: 'with JavaScript', use: shared },
    {
      name: 'without JavaScript',
      testIgnore: /\.hydrate\.spec\.ts$|\/tracker\//,
      use: { ...shared, javaScriptEnabled: false },
    },
  ],
});
