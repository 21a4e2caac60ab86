// Signs that a program drives this browser. They are facts for the server to weigh, not verdicts.

import { attempt } from '../settings';
import type { Device } from '../types';

const GLOBALS =
  /^(\$?cdc_|\$chrome_async|__(pw|playwright|puppeteer|selenium|webdriver|driver|fxdriver|nightmare|phantomas)|_?phantom$|callPhantom|_selenium|calledSelenium|domAutomation)/im;

/** The family of a system's name: phones and Chromebooks count as their kernels' family. */
const system = (name: unknown) =>
  typeof name === 'string'
    ? (/(mac|iphone|ipad|ipod)|(win)|(linux|android|cros|chrome os|chromium os)/i.exec(name) || []).slice(1).findIndex(Boolean)
    : -1;

/** Functions that stealth scripts replace; privacy extensions replace others. */
function watchedNatives(): unknown[] {
  const getters = ['webdriver', 'userAgent', 'platform', 'languages', 'plugins', 'hardwareConcurrency'].map(
    (name) => Object.getOwnPropertyDescriptor(Navigator.prototype, name)?.get,
  );
  return [...getters, window.WebGLRenderingContext?.prototype.getParameter, window.Permissions?.prototype.query, Function.prototype.toString];
}

/** Whether calling a native function on the wrong object shows a proxy's frames. */
function isProxied(native: unknown): boolean {
  try {
    Object.create(native as object).toString();
    return true;
  } catch (error) {
    return /at (Object|Reflect)\.(\w*apply|get)\b|Proxy/.test(String((error as Error).stack).split('\n', 4).join());
  }
}

function inFrame(device: Device): string[] {
  // Scripts that patch the page forget the frames made later, whose functions are still the browser's own.
  const frame = document.createElement('iframe');
  frame.style.display = 'none';
  document.documentElement.append(frame);
  const clean = frame.contentWindow as (Window & typeof globalThis) | null;
  const found: string[] = [];
  attempt(() => {
    if (clean!.navigator.webdriver && !device.webdriver) found.push('frame-webdriver');
    const source = clean!.Function.prototype.toString;
    if (watchedNatives().some((native) => native && !/\[native code]/.test(source.call(native as () => void))))
      found.push('patched');
  });
  frame.remove();
  return found;
}

export default function automation(device: Device): string[] {
  const hints = (device.userAgentData || {}) as { brands?: unknown; platform?: string };
  const userAgent = String(device.userAgent);
  const systems = [userAgent, device.platform, hints.platform].map(system).filter((family) => family >= 0);
  const names = [window, document].map((owner) => Object.getOwnPropertyNames(owner).join('\n')).join('\n');
  const tests: [string, () => unknown][] = [
    ['webdriver', () => device.webdriver],
    ['headless-ua', () => /headless/i.test(userAgent)],
    ['headless-brand', () => /headless/i.test(JSON.stringify(hints.brands))],
    ['global', () => GLOBALS.test(names)],
    ['proxied', () => watchedNatives().some((native) => native && isProxied(native))],
    [
      'platform',
      () => systems.some((family) => family !== systems[0]) || (device.engine === 'blink' && !/Chrom/.test(userAgent)),
    ],
    ['permission', () => device.permissionsInconsistent],
    ['layout', () => window.top === window && !document.documentElement.getBoundingClientRect().width],
  ];
  const codes = tests.filter(([, test]) => attempt(test)).map(([code]) => code);
  return codes.concat(attempt(() => inFrame(device)) || []);
}
