// A browser as a person starts it: no driver, no debug port, no flag that marks automation.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHROMIUM, FIREFOX, inFolder, QUIET, withBrowser } from '../automation/launch.mjs';

// Firefox asks its maker a dozen things at its first start, and shows pages of its own.
const FIREFOX_SETTINGS = {
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'termsofuse.bypassNotification': true,
  'app.update.enabled': false,
};

const START = {
  chromium: async (folder, url, words) => [CHROMIUM, [...QUIET, `--user-data-dir=${folder}`, '--start-maximized', ...words, url]],
  async firefox(folder, url, words, settings = {}) {
    const all = Object.entries({ ...FIREFOX_SETTINGS, ...settings });
    const lines = all.map(([key, value]) => `user_pref("${key}", ${JSON.stringify(value)});`);
    await writeFile(join(folder, 'user.js'), lines.join('\n'));
    return [FIREFOX, ['--no-remote', '--profile', folder, ...words, url]];
  },
};

/** Opens a browser with a fresh profile at an address for the length of `work`. */
export const openByHand = (kind, screen, url, work, { words = [], settings } = {}) =>
  inFolder(async (folder) => {
    const [command, all] = await START[kind](folder, url, words, settings);
    return withBrowser(command, all, screen.environment, work);
  });
