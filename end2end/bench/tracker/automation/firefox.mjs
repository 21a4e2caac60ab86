// Firefox over its remote protocol, which Selenium, Puppeteer and Playwright all speak to it.

import puppeteer from 'puppeteer-core';
import { FIREFOX } from './launch.mjs';
import { robot } from './hands.mjs';

const setup = (name, headless) => ({
  name,
  async run(visit, { screen, shopping }) {
    const browser = await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, headless, env: screen.environment });
    try {
      const page = await browser.newPage();
      const hand = robot({
        open: (url) => page.goto(url),
        click: ({ selector }) => page.click(selector),
        type: (text, { selector }) => page.type(selector, text),
      });
      await shopping(visit, hand);
    } finally {
      await browser.close();
    }
  },
});

export const setups = [setup('Firefox, remote, headless', true), setup('Firefox, remote, headed', false)];
