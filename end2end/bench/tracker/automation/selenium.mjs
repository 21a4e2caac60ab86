// Selenium with chromedriver: plain, with its flags masked, and with the driver's own binary changed.

import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Builder, By } from 'selenium-webdriver';
import chrome from 'selenium-webdriver/chrome.js';
import { CHROMEDRIVER, CHROMIUM, inFolder, QUIET } from './launch.mjs';
import { mimic, robot } from './hands.mjs';

const robotOf = (driver) =>
  robot({
    open: (url) => driver.get(url),
    click: ({ selector }) => driver.findElement(By.css(selector)).click(),
    type: (text, { selector }) => driver.findElement(By.css(selector)).sendKeys(text),
  });

function mimicOf(driver, name) {
  const act = (...add) => add.reduce((actions, step) => step(actions), driver.actions({ async: true })).perform();
  return mimic(name, {
    open: (url) => driver.get(url),
    // WebDriver knows whole pixels only.
    move: (x, y) => act((actions) => actions.move({ x: Math.round(x), y: Math.round(y), duration: 0 })),
    down: () => act((actions) => actions.press()),
    up: () => act((actions) => actions.release()),
    key: (letter, hold) => act((actions) => actions.keyDown(letter).pause(Math.round(hold)).keyUp(letter)),
  });
}

/** What undetected-chromedriver does: the variables that chromedriver leaves in a page get another name. */
async function changedDriver(folder) {
  const path = join(folder, 'driver');
  const text = (await readFile(CHROMEDRIVER)).toString('latin1');
  await writeFile(path, Buffer.from(text.replaceAll('cdc_', 'qzt_'), 'latin1'));
  await chmod(path, 0o755);
  return path;
}

const mask = (options) =>
  options.addArguments('--disable-blink-features=AutomationControlled').excludeSwitches('enable-automation');

function setup(name, { hand = robotOf, change = () => {}, driverOf = () => CHROMEDRIVER }) {
  return {
    name,
    run: (visit, { screen, shopping }) =>
      inFolder(async (folder) => {
        const options = new chrome.Options().setChromeBinaryPath(CHROMIUM);
        options.addArguments(...QUIET, `--user-data-dir=${join(folder, 'profile')}`);
        change(options);
        const service = new chrome.ServiceBuilder(await driverOf(folder)).setEnvironment(screen.environment);
        const driver = await new Builder()
          .forBrowser('chrome')
          .setChromeOptions(options)
          .setChromeService(service)
          .build();
        try {
          await shopping(visit, hand(driver, name));
        } finally {
          await driver.quit();
        }
      }),
  };
}

export const setups = [
  setup('Selenium, headless', { change: (options) => options.addArguments('--headless=new') }),
  setup('Selenium, headed', {}),
  setup('Selenium, headed, masked flags', { change: mask }),
  setup('Selenium, headed, undetected', { change: mask, driverOf: changedDriver }),
  setup('Selenium, headed, undetected, mimic', { change: mask, driverOf: changedDriver, hand: mimicOf }),
];
