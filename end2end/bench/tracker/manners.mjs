// What a script leaves behind in a page: cookies, globals, console lines, content policy reports, stored items.

import { strictPolicy } from './browser.mjs';

const SETTLE_MS = 1000;

async function traces(browser, site, tool) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const lines = [];
    page.on('console', (message) => lines.push(message.type()));
    page.on('pageerror', () => lines.push('error'));
    site.reports.length = 0;
    site.headers = strictPolicy;
    await page.goto(`${site.url}/${tool}`);
    await page.evaluate(() => window.id);
    await page.waitForTimeout(SETTLE_MS);
    const globals = await page.evaluate(() => Object.getOwnPropertyNames(window));
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    return { cookies: (await context.cookies()).length, globals, lines: lines.length, reports: site.reports.length, nodes };
  } finally {
    site.headers = {};
    await context.close();
  }
}

// The page's own, which it needs to be measured.
const OF_THE_BENCH = ['id', 'took'];

export async function measureManners(browser, site, tool) {
  const before = await traces(browser, site, 'blank');
  const after = await traces(browser, site, tool);
  const added = after.globals.filter((name) => !before.globals.includes(name) && !OF_THE_BENCH.includes(name));
  return { cookies: after.cookies, globals: added.length, lines: after.lines - before.lines, reports: after.reports };
}
