// Hands of people, played on the screen itself: the mouse at its own rate with curves, overshoots and pauses, keys that
// overlap, the keyboard alone.

import { setTimeout as sleep } from 'node:timers/promises';
import { chanceOf } from '../chance.mjs';
import { xdotool } from '../screen.mjs';

const seconds = (ms) => `sleep ${(ms / 1000).toFixed(4)}`;

/** The commands that type a text: keys overlap now and then, and words are thought about. */
function typing(chance, text, tempo) {
  // What happens when: fingers go down before the one before has come up.
  const moments = [];
  let at = 0;
  for (const letter of text) {
    const key = letter === ' ' ? 'space' : letter;
    moments.push([at, `keydown ${key}`], [at + chance.around(85, 0.35), `keyup ${key}`]);
    at += chance.around(letter === ' ' ? 1.6 * tempo : tempo, 0.55);
    if (chance.next() < 0.06) at += chance.around(600, 0.5);
  }
  moments.sort(([a], [b]) => a - b);
  let now = 0;
  return moments.flatMap(([when, command]) => {
    const wait = when - now;
    now = when;
    return [seconds(wait), command];
  });
}

/** The commands that move the mouse from one place to another and come to rest there. */
function moving(chance, from, to, { reportMs, pace }) {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const duration = (180 + 130 * Math.log2(1 + distance / 30)) * pace * chance.around(1, 0.2);
  const normal = distance ? { x: -(to.y - from.y) / distance, y: (to.x - from.x) / distance } : { x: 0, y: 0 };
  const bow = distance * chance.between(-0.12, 0.12);
  const overshoot = chance.next() < 0.3 ? chance.between(1.01, 1.06) : 1;
  const lines = [];
  for (let at = reportMs; at <= duration; at += reportMs) {
    const t = at / duration;
    // The least jerk: a quick start, a long approach.
    const way = (10 * t ** 3 - 15 * t ** 4 + 6 * t ** 5) * (overshoot + (1 - overshoot) * t ** 8);
    const side = bow * Math.sin(Math.PI * way) + chance.between(-0.7, 0.7);
    const place = (axis) => Math.round(from[axis] + (to[axis] - from[axis]) * way + normal[axis] * side);
    lines.push(`mousemove ${place('x')} ${place('y')}`, seconds(reportMs * chance.between(0.85, 1.15)));
  }
  lines.push(`mousemove ${Math.round(to.x)} ${Math.round(to.y)}`);
  return lines;
}

/** Somebody with a mouse. `reportMs` is how often the mouse speaks, `pace` how long its ways take, `scale`
 * how many pixels of the screen a pixel of the page has. */
export function mouseUser(name, screen, { reportMs = 8, pace = 1, tempo = 170, scale = 1, paste = false } = {}) {
  const chance = chanceOf(name);
  let at = { x: 700, y: 420 };
  const reach = async ({ left, top, width, height, corner }) => {
    const to = {
      x: (corner.x + left + width * chance.between(0.15, 0.7)) * scale,
      y: (corner.y + top + height * chance.between(0.25, 0.8)) * scale,
    };
    const lines = moving(chance, at, to, { reportMs, pace });
    at = to;
    await xdotool(screen, [...lines, seconds(chance.around(130, 0.5)), 'mousedown 1', seconds(chance.around(95, 0.3)), 'mouseup 1']);
  };
  let copied = false;
  return {
    open: () => sleep(0),
    // Reads; the hand is not quite still.
    async rest() {
      const to = { x: at.x + chance.between(-40, 40), y: at.y + chance.between(-30, 30) };
      const lines = moving(chance, at, to, { reportMs, pace: 1.5 });
      at = to;
      await xdotool(screen, [seconds(chance.around(500, 0.5)), ...lines, seconds(chance.around(350, 0.5))]);
    },
    click: reach,
    async type(text) {
      const copies = paste && !copied;
      const chord = (key) => ['keydown ctrl', seconds(70), `keydown ${key}`, seconds(80), `keyup ${key}`, seconds(40), 'keyup ctrl', seconds(300)];
      if (paste && copied) return xdotool(screen, chord('v'));
      copied = true;
      await xdotool(screen, [...typing(chance, text, tempo), ...(copies ? [...chord('a'), ...chord('c')] : [])]);
    },
  };
}

/** Somebody without a pointer: from target to target by the tabulator, and in by the enter key. */
export function keyboardUser(name, screen, { tempo = 190 } = {}) {
  const chance = chanceOf(name);
  let page;
  let focused = -1;
  const press = (key) => [`keydown ${key}`, seconds(chance.around(90, 0.3)), `keyup ${key}`, seconds(chance.around(260, 0.5))];
  return {
    open: () => sleep(0),
    rest: () => sleep(chance.around(800, 0.5)),
    async click({ id, order, path, localName }) {
      if (path !== page) focused = -1;
      page = path;
      const lines = [];
      for (; focused < order.indexOf(id); focused++) lines.push(...press('Tab'));
      if (localName !== 'input') lines.push(...press('Return'));
      await xdotool(screen, lines);
    },
    type: (text) => xdotool(screen, typing(chance, text, tempo)),
  };
}
