// No browser at all: libraries that run a page's scripts over a document of their own.

import { setTimeout as sleep } from 'node:timers/promises';
import { Window } from 'happy-dom';
import { JSDOM, ResourceLoader, VirtualConsole } from 'jsdom';
import { robot } from './hands.mjs';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36';

/** Neither follows links with all that belongs to it, so a page is opened for every address, with one storage. */
function handOf(load) {
  let window;
  const kept = {};
  const open = async (url) => {
    if (window) Object.assign(kept, window.sessionStorage);
    window = await load(url, kept);
    await sleep(800);
  };
  return robot({
    open,
    async click({ selector }) {
      const target = window.document.querySelector(selector);
      const link = target.href ?? (target.dataset.to && new URL(target.dataset.to, window.location.href).href);
      target.click();
      await sleep(200);
      if (link) await open(link);
      else if (target.id === 'pay') await open(new URL('/thanks', window.location.href).href);
    },
    async type(text, { selector }) {
      const field = window.document.querySelector(selector);
      for (const key of text) {
        for (const type of ['keydown', 'keyup']) field.dispatchEvent(new window.KeyboardEvent(type, { key, bubbles: true }));
        field.value += key;
      }
    },
  });
}

async function jsdom(url, kept) {
  const dom = await JSDOM.fromURL(url, {
    runScripts: 'dangerously',
    resources: new ResourceLoader({ userAgent: CHROME }),
    pretendToBeVisual: true,
    virtualConsole: new VirtualConsole(),
    beforeParse(window) {
      // It has no fetch of its own; whoever runs pages in it gives it one.
      window.fetch = (address, options = {}) =>
        fetch(new URL(address, url), {
          method: options.method,
          body: options.body,
          headers: { 'user-agent': CHROME, origin: new URL(url).origin, ...options.headers },
        });
      window.MessageChannel = MessageChannel;
      for (const key in kept) window.sessionStorage.setItem(key, kept[key]);
    },
  });
  return dom.window;
}

async function happy(url, kept) {
  const window = new Window({
    url,
    settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true, navigator: { userAgent: CHROME } },
  });
  window.MessageChannel = MessageChannel;
  for (const key in kept) window.sessionStorage.setItem(key, kept[key]);
  const html = await (await fetch(url)).text();
  window.document.write(html);
  return window;
}

// What the scripts of such a page throw is thrown in this very process.
const ignore = () => {};

const setup = (name, load) => ({
  name,
  async run(visit, { shopping }) {
    process.on('unhandledRejection', ignore).on('uncaughtException', ignore);
    try {
      await shopping(visit, handOf(load));
    } finally {
      process.off('unhandledRejection', ignore).off('uncaughtException', ignore);
    }
  },
});

export const setups = [setup('jsdom', jsdom), setup('happy-dom', happy)];
