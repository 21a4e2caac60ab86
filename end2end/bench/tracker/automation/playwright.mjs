// Playwright, and Patchright: Playwright without what gives it away.

import { chromium, devices } from 'playwright-core';
import { chromium as patched } from 'patchright-core';
import { CHROMIUM, inFolder, plainAgent, QUIET } from './launch.mjs';
import { mimic, robot } from './hands.mjs';

const MASKED = '--disable-blink-features=AutomationControlled';

const robotOf = (page) =>
  robot({
    open: (url) => page.goto(url),
    click: ({ selector }) => page.click(selector),
    // Letter by letter: `fill` presses no key at all.
    type: (text, { selector }) => page.locator(selector).pressSequentially(text),
  });

const tapperOf = (page) => ({ ...robotOf(page), click: ({ selector }) => page.tap(selector) });

const mimicOf = (page, name) =>
  mimic(name, {
    open: (url) => page.goto(url),
    move: (x, y) => page.mouse.move(x, y),
    down: () => page.mouse.down(),
    up: () => page.mouse.up(),
    key: (letter, delay) => page.keyboard.press(letter === ' ' ? 'Space' : letter, { delay }),
  });

/** A mimic that knows what we look for: whole pixels, and shift for capitals. */
const carefulOf = (page, name) =>
  mimic(name, {
    open: (url) => page.goto(url),
    move: (x, y) => page.mouse.move(Math.round(x), Math.round(y)),
    down: () => page.mouse.down(),
    up: () => page.mouse.up(),
    async key(letter, delay) {
      const isCapital = letter !== letter.toLowerCase();
      if (isCapital) await page.keyboard.down('Shift');
      await page.keyboard.press(letter === ' ' ? 'Space' : letter, { delay });
      if (isCapital) await page.keyboard.up('Shift');
    },
  });

function setup(name, { library = chromium, hand = robotOf, headless = false, args = [], context = () => ({}) }) {
  return {
    name,
    run: (visit, { screen, shopping }) =>
      inFolder(async (folder) => {
        const options = {
          executablePath: CHROMIUM,
          headless,
          args: [...QUIET, ...args, ...(headless ? ['--headless=new'] : [])],
          env: screen.environment,
          ...(headless ? {} : { viewport: null }),
        };
        const browser = await library.launchPersistentContext(folder, { ...options, ...(await context(screen)) });
        try {
          await shopping(visit, hand(browser.pages()[0], name));
        } finally {
          await browser.close();
        }
      }),
  };
}

/** Headless Chromium's own user agent without the word. */
async function hiddenAgent(screen) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, '--headless=new'], env: screen.environment });
  try {
    const page = await browser.newPage();
    return { userAgent: plainAgent(await page.evaluate(() => navigator.userAgent)) };
  } finally {
    await browser.close();
  }
}

export const setups = [
  setup('Playwright, headless', { headless: true }),
  setup('Playwright, headed', {}),
  setup('Playwright, headless, a telephone', { headless: true, hand: tapperOf, context: () => devices['Pixel 7'] }),
  setup('Playwright, headless, masked flag and agent', { headless: true, args: [MASKED], context: hiddenAgent }),
  setup('Playwright, headed, masked flag, mimic', { args: [MASKED], hand: mimicOf }),
  setup('Patchright, headless', { library: patched, headless: true }),
  setup('Patchright, headed', { library: patched }),
  setup('Patchright, headed, mimic', { library: patched, hand: mimicOf }),
  setup('Patchright, headed, careful mimic', { library: patched, hand: carefulOf }),
];
