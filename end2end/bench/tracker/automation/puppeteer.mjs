// Puppeteer, with its stealth plugin, with rebrowser's patches, and with a library that moves as people do.

import { addExtra } from 'puppeteer-extra';
import stealth from 'puppeteer-extra-plugin-stealth';
import puppeteer from 'puppeteer-core';
import rebrowser from 'rebrowser-puppeteer-core';
import { createCursor } from 'ghost-cursor';
import { setTimeout as sleep } from 'node:timers/promises';
import { CHROMIUM, HEADLESS_SHELL, plainAgent, QUIET } from './launch.mjs';
import { mimic, robot } from './hands.mjs';

const MASKED = '--disable-blink-features=AutomationControlled';

const robotOf = (page) =>
  robot({
    open: (url) => page.goto(url),
    click: ({ selector }) => page.click(selector),
    type: (text, { selector }) => page.type(selector, text),
  });

const mimicOf = (page, name) =>
  mimic(name, {
    open: (url) => page.goto(url),
    move: (x, y) => page.mouse.move(x, y),
    down: () => page.mouse.down(),
    up: () => page.mouse.up(),
    key: (letter, delay) => page.keyboard.press(letter === ' ' ? 'Space' : letter, { delay }),
  });

/** The mouse of a library made to move as people do; keys with its usual delay. */
function ghostOf(page) {
  const cursor = createCursor(page);
  return {
    open: (url) => page.goto(url),
    rest: () => sleep(500),
    click: ({ selector }) => cursor.click(selector, { waitForClick: 60 }),
    type: (text) => page.keyboard.type(text, { delay: 80 }),
  };
}

function setup(name, { library = puppeteer, hand = robotOf, prepare = () => {}, ...launch }) {
  return {
    name,
    async run(visit, { screen, shopping }) {
      const browser = await library.launch({
        executablePath: CHROMIUM,
        defaultViewport: launch.headless === false ? null : undefined,
        env: screen.environment,
        ...launch,
        args: [...QUIET, ...(launch.args ?? [])],
      });
      try {
        const [page] = await browser.pages();
        await prepare(page, browser);
        await shopping(visit, hand(page, name));
      } finally {
        await browser.close();
      }
    },
  };
}

const stealthy = () => addExtra(puppeteer).use(stealth());
const hideHeadless = async (page, browser) => page.setUserAgent(plainAgent(await browser.userAgent()));

export const setups = [
  setup('Puppeteer, headless', {}),
  setup('Puppeteer, headless shell', { headless: 'shell', executablePath: HEADLESS_SHELL }),
  setup('Puppeteer, headed', { headless: false }),
  setup('Puppeteer, headless, masked flag and agent', { args: [MASKED], prepare: hideHeadless }),
  setup('Puppeteer, headed, masked flag, mimic', { headless: false, args: [MASKED], hand: mimicOf }),
  setup('Puppeteer, headed, masked flag, ghost-cursor', { headless: false, args: [MASKED], hand: ghostOf }),
  setup('puppeteer-extra stealth, headless', { library: stealthy() }),
  setup('puppeteer-extra stealth, headed', { library: stealthy(), headless: false }),
  setup('puppeteer-extra stealth, headed, mimic', { library: stealthy(), headless: false, hand: mimicOf }),
  setup('rebrowser-puppeteer, headless', { library: rebrowser, args: [MASKED] }),
  setup('rebrowser-puppeteer, headed', { library: rebrowser, headless: false, args: [MASKED] }),
];
