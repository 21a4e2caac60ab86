// No browser at all: libraries that run a page's scripts over a document of their own.

import { setTimeout as sleep } from 'node:timers/promises';
import { Window } from 'happy-dom';
import { JSDOM, ResourceLoader, VirtualConsole } from 'jsdom';
import { robot } from './hands.mjs';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36';

/** Neither follows links with all that belongs to it, so a page is opened for every address, with the name in it. */
function handOf(load, name) {
  let window;
  const open = async (address) => {
    const url = new URL(address);
    url.searchParams.set('as', name);
    window = await load(url.href);
    await sleep(800);
  };
  return robot({
    open,
    async click({ selector }) {
      const target = window.document.querySelector(selector);
      const path = target.id === 'pay' ? '/thanks' : (target.getAttribute('href') ?? target.dataset.to);
      target.click();
      await sleep(200);
      if (path) await open(new URL(path, window.location.href).href);
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

async function jsdom(url) {
  const dom = await JSDOM.fromURL(url, {
    runScripts: 'dangerously',
    resources: new ResourceLoader({ userAgent: CHROME }),
    pretendToBeVisual: true,
    virtualConsole: new VirtualConsole(),
    beforeParse(window) {
      // What it lacks, whoever runs pages in it gives it from Node.
      Object.assign(window, { MessageChannel, TextEncoder });
      window.fetch = (address, options = {}) =>
        fetch(new URL(address, url), {
          method: options.method,
          body: options.body,
          headers: { 'user-agent': CHROME, origin: new URL(url).origin },
        });
    },
  });
  return dom.window;
}

async function happy(url) {
  const window = new Window({
    url,
    settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true, navigator: { userAgent: CHROME } },
  });
  window.MessageChannel = MessageChannel;
  window.document.write(await (await fetch(url)).text());
  return window;
}

// What the scripts of such a page throw is thrown in this very process.
const ignore = () => {};

const setup = (name, load) => ({
  name,
  async run(visit, { shopping }) {
    process.on('unhandledRejection', ignore).on('uncaughtException', ignore);
    try {
      await shopping(visit, handOf(load, name));
    } finally {
      process.off('unhandledRejection', ignore).off('uncaughtException', ignore);
    }
  },
});

export const setups = [setup('jsdom', jsdom), setup('happy-dom', happy)];
