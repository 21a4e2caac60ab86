// Whether every event arrives, whatever happens to the page or the network, and none is stored twice.

const WAIT_MS = 15000;

const track = (...types) => types.map((type) => `dregs.track('${type}')`).join(';');
const refuseFirst = (count, status, headers) => (post) => (post <= count ? { status, headers } : undefined);

/** What is done on a page that has just loaded, and the events that must have arrived in the end. */
export const CASES = {
  burst: {
    wanted: Array.from({ length: 90 }, (_, index) => `burst_${index}`),
    run: ({ page, wanted }) => page.evaluate(track(...wanted)),
  },
  navigation: {
    wanted: ['leaving'],
    run: async ({ page, url }) => {
      await page.evaluate(`${track('leaving')};location.href='${url}/blank'`);
    },
  },
  close: {
    wanted: ['closing'],
    run: async ({ page }) => {
      await page.evaluate(track('closing'));
      await page.close();
    },
  },
  503: {
    answer: refuseFirst(2, 503, {}),
    wanted: ['busy'],
    run: ({ page }) => page.evaluate(track('busy')),
  },
  429: {
    answer: refuseFirst(1, 429, { 'Retry-After': '2' }),
    wanted: ['limited'],
    run: ({ page }) => page.evaluate(track('limited')),
  },
  offline: {
    wanted: ['offline'],
    run: async ({ page, context }) => {
      await context.setOffline(true);
      await page.evaluate(track('offline'));
      await page.waitForTimeout(1500);
      await context.setOffline(false);
    },
  },
  'offline, then closed': {
    wanted: ['unseen'],
    run: async ({ page, context, url }) => {
      await context.setOffline(true);
      await page.evaluate(track('unseen'));
      await page.waitForTimeout(300);
      await page.close();
      await context.setOffline(false);
      await (await context.newPage()).goto(url + '/ours');
    },
  },
  'beacon blocked': {
    script: 'navigator.sendBeacon = () => true;',
    wanted: ['blocked'],
    run: async ({ page, url }) => {
      await page.evaluate(`${track('blocked')};location.href='${url}/ours'`);
    },
  },
  '70 KB': {
    wanted: ['large'],
    run: ({ page }) => page.evaluate("dregs.track('large', { text: 'x'.repeat(70000) })"),
  },
};

async function until(condition) {
  for (const end = Date.now() + WAIT_MS; Date.now() < end && !condition(); )
    await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Answers the names of the cases that lost an event, and how often one was sent again. */
export async function measureDelivery(browser, site) {
  const failed = [];
  let repeated = 0;
  for (const name in CASES) {
    const given = CASES[name];
    site.stored.clear();
    site.posts = site.repeated = 0;
    const context = await browser.newContext();
    try {
      if (given.script) await context.addInitScript(given.script);
      const page = await context.newPage();
      await page.goto(site.url + '/ours');
      await page.evaluate(() => window.id);
      await until(() => site.stored.size > 0);
      site.posts = 0;
      if (given.answer) site.answer = given.answer;
      await given.run({ page, context, url: site.url, wanted: given.wanted });
      const arrived = () => [...site.stored.values()].map(({ type }) => type);
      await until(() => given.wanted.every((type) => arrived().includes(type)));
      const types = arrived();
      if (!given.wanted.every((type) => types.filter((other) => other === type).length === 1)) failed.push(name);
      repeated += site.repeated;
    } finally {
      site.answer = () => undefined;
      await context.close();
    }
  }
  return { failed, repeated };
}
