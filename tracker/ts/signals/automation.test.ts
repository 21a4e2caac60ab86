import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import automation from './automation';

class Navigator {
  get webdriver(): boolean {
    throw new TypeError('Illegal invocation');
  }
}
// What the tests call native is their own source, so the "frame" says what the page's functions look like.
const page = (source: string, webdriver = false, frameWebdriver = webdriver) => {
  const contentWindow = {
    navigator: { webdriver: frameWebdriver },
    Function: { prototype: { toString: () => source } },
  };
  const window: Record<string, unknown> = {};
  return {
    window,
    top: window,
    Navigator,
    navigator: {},
    document: {
      createElement: () => ({ contentWindow, remove() {} }),
      documentElement: { append() {}, clientWidth: 100 },
    },
  };
};
const native = 'function x() { [native code] }';
const chrome = {
  engine: 'blink',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0',
  platform: 'Linux x86_64',
  userAgentData: { platform: 'Linux', brands: [] },
};
const codes = (globals: Record<string, unknown>, record: object) =>
  withGlobals(globals, () => automation({ automation: [], ...record }));

test('finds nothing in an ordinary browser', async () => {
  assert.deepEqual(await codes(page(native), chrome), []);
});

test('names what it finds', async () => {
  assert.deepEqual(await codes(page(native, true), { ...chrome, webdriver: true }), ['webdriver', 'frame-webdriver']);
  assert.deepEqual(await codes(page(native, false, true), chrome), ['frame-webdriver']);
  assert.deepEqual(await codes(page('() => false'), chrome), ['patched']);
  const headless = { ...chrome, userAgent: chrome.userAgent.replace('Chrome', 'HeadlessChrome') };
  assert.deepEqual(await codes(page(native), headless), ['headless-ua']);
  const brand = { platform: 'Linux', brands: [{ brand: 'HeadlessChrome' }] };
  assert.deepEqual(await codes(page(native), { ...chrome, userAgentData: brand }), ['headless-brand']);
  assert.deepEqual(await codes(page(native), { ...chrome, platform: 'Win32' }), ['platform']);
  assert.deepEqual(await codes(page(native), { ...chrome, userAgent: 'Version/18 Safari (Linux)' }), ['platform']);
  assert.deepEqual(await codes(page(native), { ...chrome, permissionsInconsistent: true }), ['permission']);
});

test('sees what drivers leave behind', async () => {
  const globals = page(native);
  globals.window.cdc_adoQpoasnfa76pfcZLmcfl_Array = Array;
  assert.deepEqual(await codes(globals, chrome), ['global']);
});

test('sees proxies by their frames, and by answers where a browser refuses', async () => {
  const { get } = Object.getOwnPropertyDescriptor(Navigator.prototype, 'webdriver')!;
  const replaced = (getter: () => unknown) => {
    class Patched {}
    Object.defineProperty(Patched.prototype, 'webdriver', { get: getter });
    return codes({ ...page(native), Navigator: Patched }, chrome);
  };
  const passing = new Proxy(get!, { apply: (target, self, args) => Reflect.apply(target, self, args) });
  assert.deepEqual(await replaced(passing), ['proxied']);
  assert.deepEqual(await replaced(() => false), ['proxied']);
});

test('takes systems of one family for one', async () => {
  for (const [userAgent, platform, hint] of [
    ['Mozilla/5.0 (Linux; Android 10; K) Chrome/1', 'Linux armv81', 'Android'],
    ['Mozilla/5.0 (X11; CrOS x86_64) Chrome/1', 'Linux x86_64', 'Chrome OS'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/1', 'MacIntel', 'macOS'],
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/1', 'Win32', 'Windows'],
  ])
    assert.deepEqual(await codes(page(native), { ...chrome, userAgent, platform, userAgentData: { platform: hint } }), []);
});
