// A robot beside the browser: it has no channel into it, and moves the mouse and the keys of the whole screen.

import { xdotool } from '../screen.mjs';
import { openByHand } from '../human/browser.mjs';
import { robot } from './hands.mjs';

/** Jumps into the middle of what it aims at and types with the tool's usual delay. */
const handOf = (screen, open) =>
  robot({
    open,
    click: ({ left, top, width, height, corner }) =>
      xdotool(screen, [
        `mousemove ${Math.round(corner.x + left + width / 2)} ${Math.round(corner.y + top + height / 2)}`,
        'click 1',
      ]),
    type: (text) => xdotool(screen, [`type --delay 12 "${text}"`]),
  });

export const setups = [
  {
    name: 'xdotool robot',
    run: (visit, { screen, shopping }) =>
      openByHand('chromium', screen, visit.url, () => shopping(visit, handOf(screen, async () => {}))),
  },
];
