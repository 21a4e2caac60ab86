// How the set-ups start their browsers.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../support/server.mjs';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const HEADLESS_SHELL = process.env.HEADLESS_SHELL ?? '/usr/bin/chromium-headless-shell';
export const CHROMEDRIVER = process.env.CHROMEDRIVER ?? '/usr/bin/chromedriver';
export const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/** What a container needs, and what keeps a browser from speaking to its maker. None of it marks automation. */
export const QUIET = [
  '--no-sandbox',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--password-store=basic',
];

/** The user agent of a headed Chromium, for those who hide that theirs is headless. */
export const plainAgent = (agent) => agent.replace('HeadlessChrome', 'Chrome');

/** A folder that is removed after `work`. */
export async function inFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), 'dregs-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts a browser as a person does, without a driver; ends it and all of its processes after `work`. */
export async function withBrowser(command, words, environment, work) {
  const child = spawn(command, words, { env: environment, stdio: 'ignore', detached: true });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    return await work(child);
  } finally {
    // The wrapper script is the head of a group of its own.
    end(child.pid, 'SIGTERM');
    await Promise.race([ended, sleep(3000)]);
    end(child.pid, 'SIGKILL');
  }
}

function end(group, signal) {
  try {
    process.kill(-group, signal);
  } catch {
    // Gone already.
  }
}

/** A Chromium with an open debug port, and the port. */
export async function withDebugPort(words, environment, work) {
  const port = await freePort();
  return inFolder((folder) =>
    withBrowser(
      CHROMIUM,
      [...QUIET, `--user-data-dir=${folder}`, `--remote-debugging-port=${port}`, ...words, 'about:blank'],
      environment,
      async () => {
        for (let tries = 0; tries < 200; tries++, await sleep(50))
          if (await fetch(`http://127.0.0.1:${port}/json/version`).then((answer) => answer.ok, () => false)) return work(port);
        throw new Error('no debug port');
      },
    ),
  );
}
