// The two hands that drivers are given: a robot does what the driver's own commands do, a mimic plays a person.

import { setTimeout as sleep } from 'node:timers/promises';
import { chanceOf } from '../chance.mjs';

const ROBOT_REST_MS = 250;

/** The driver's own `open`, `click` and `type`, as every tutorial uses them. */
export const robot = (driver) => ({ rest: () => sleep(ROBOT_REST_MS), ...driver });

/**
 * A person as mimicry libraries play one: curved ways with a changing speed, clicks beside the middle, held for a
 * while, keys with varying gaps. The driver only moves, presses and releases.
 */
export function mimic(name, driver) {
  const chance = chanceOf(name);
  let at = { x: chance.between(200, 900), y: chance.between(100, 500) };

  async function moveTo(end) {
    const start = at;
    const bend = () => ({ x: chance.between(-90, 90), y: chance.between(-90, 90) });
    const [first, second] = [bend(), bend()];
    const steps = Math.round(chance.between(25, 45));
    for (let step = 1; step <= steps; step++) {
      const t = (1 - Math.cos((Math.PI * step) / steps)) / 2;
      const mix = (axis) =>
        (1 - t) ** 3 * start[axis] +
        3 * (1 - t) ** 2 * t * (start[axis] + first[axis]) +
        3 * (1 - t) * t * t * (end[axis] + second[axis]) +
        t ** 3 * end[axis];
      await driver.move(mix('x') + chance.between(-0.6, 0.6), mix('y') + chance.between(-0.6, 0.6));
      await sleep(chance.between(4, 14));
    }
    at = end;
  }

  return {
    open: driver.open,
    rest: () => sleep(chance.around(700, 0.6)),
    async click({ left, top, width, height }) {
      await moveTo({ x: left + width * chance.between(0.2, 0.8), y: top + height * chance.between(0.25, 0.75) });
      await sleep(chance.around(120, 0.5));
      await driver.down();
      await sleep(chance.around(90, 0.4));
      await driver.up();
    },
    async type(text) {
      for (const letter of text) {
        await driver.key(letter, chance.around(75, 0.4));
        await sleep(chance.around(letter === ' ' ? 160 : 90, 0.7));
      }
    },
  };
}
