// A Chromium that somebody started by hand with an open debug port, driven over the bare protocol, without a library.

import { once } from 'node:events';
import { WebSocket } from 'ws';
import { withDebugPort } from './launch.mjs';
import { mimic, robot } from './hands.mjs';

/** A connection to the only page: sends commands and waits for their answers. */
async function connect(port) {
  const pages = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
  const socket = new WebSocket(pages.find(({ type }) => type === 'page').webSocketDebuggerUrl);
  await once(socket, 'open');
  const waiting = new Map();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(data);
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  let last = 0;
  return {
    send: (method, params = {}) =>
      new Promise((resolve) => {
        waiting.set(++last, resolve);
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
    close: () => socket.close(),
  };
}

const keyOf = (letter) => ({
  key: letter,
  code: letter === ' ' ? 'Space' : `Key${letter.toUpperCase()}`,
  windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0),
});

/** Moves, presses and types by `Input` commands. */
function driverOf({ send }) {
  let at = { x: 0, y: 0 };
  const mouse = (type, more = {}) => send('Input.dispatchMouseEvent', { type, ...at, ...more });
  const button = { button: 'left', clickCount: 1 };
  return {
    open: (url) => send('Page.navigate', { url }),
    move(x, y) {
      at = { x, y };
      return mouse('mouseMoved');
    },
    down: () => mouse('mousePressed', { ...button, buttons: 1 }),
    up: () => mouse('mouseReleased', button),
    async key(letter, hold) {
      await send('Input.dispatchKeyEvent', { type: 'keyDown', text: letter, ...keyOf(letter) });
      if (hold) await new Promise((resolve) => setTimeout(resolve, hold));
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...keyOf(letter) });
    },
  };
}

function robotOf(protocol) {
  const driver = driverOf(protocol);
  return robot({
    ...driver,
    async click({ left, top, width, height }) {
      await driver.move(left + width / 2, top + height / 2);
      await driver.down();
      await driver.up();
    },
    async type(text) {
      for (const letter of text) await driver.key(letter, 0);
    },
  });
}

function setup(name, { hand, enable = [], words = [] }) {
  return {
    name,
    run: (visit, { screen, shopping }) =>
      withDebugPort(words, screen.environment, async (port) => {
        const protocol = await connect(port);
        for (const domain of enable) await protocol.send(`${domain}.enable`);
        await shopping(visit, hand(protocol, name));
        protocol.close();
      }),
  };
}

const mimicOf = (protocol, name) => mimic(name, driverOf(protocol));

export const setups = [
  setup('debug port, robot', { hand: robotOf, enable: ['Page', 'Runtime'] }),
  setup('debug port, mimic', { hand: mimicOf, enable: ['Page', 'Runtime'] }),
  setup('debug port, nothing enabled, mimic', { hand: mimicOf }),
];
