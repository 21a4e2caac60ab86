// Automation set-ups and people go shopping; the server says which is which: npm run humanity
//
// Words pick the set-ups whose names have one of them; --json FILE keeps every observation.

import { writeFile } from 'node:fs/promises';
import { setups as debugPort } from './automation/debug_port.mjs';
import { setups as dom } from './automation/dom.mjs';
import { setups as firefox } from './automation/firefox.mjs';
import { setups as http } from './automation/http.mjs';
import { setups as playwright } from './automation/playwright.mjs';
import { setups as puppeteer } from './automation/puppeteer.mjs';
import { setups as robot } from './automation/robot.mjs';
import { setups as selenium } from './automation/selenium.mjs';
import { setups as people } from './human/people.mjs';
import { goShopping, Lab } from './lab.mjs';
import { openScreen } from './screen.mjs';

const SUSPICIOUS = 50;
const VISIT_MS = 90_000;
const TOGETHER = Number(process.env.TOGETHER ?? 2);

const automation = [...puppeteer, ...playwright, ...selenium, ...debugPort, ...firefox, ...dom, ...robot, ...http];

const words = process.argv.slice(2);
const file = words[0] === '--json' ? words.splice(0, 2)[1] : undefined;
const chosen = (setups) => setups.filter(({ name }) => !words.length || words.some((word) => name.includes(word)));

function within(work) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error('took too long')), VISIT_MS)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** One visit and the verdict on it; a set-up that fails has no score, which counts as neither caught nor flagged. */
async function judge(lab, { name, run }) {
  const visit = lab.visit(name);
  const screen = await openScreen();
  let failure;
  try {
    await within(run(visit, { lab, screen, shopping: goShopping }));
  } catch (error) {
    failure = error.message.split('\n')[0];
  } finally {
    screen.stop();
  }
  const { value, observations, events } = await lab.judge(name);
  const against = observations.filter((seen) => seen.value < 0.5).map((seen) => seen.explanation);
  const line = `${String(value ?? '–').padStart(3)}  ${name} (${events} events)${failure ? `: FAILED, ${failure}` : ''}`;
  console.log([line, ...against.map((text) => `       ${text}`)].join('\n'));
  return { name, value, failure, events, observations };
}

/** Judges all, a few at a time: mostly they rest. */
async function judgeAll(lab, setups) {
  const waiting = [...setups];
  const judged = [];
  const next = async () => {
    for (let setup; (setup = waiting.shift()); ) judged.push(await judge(lab, setup));
  };
  await Promise.all(Array.from({ length: TOGETHER }, next));
  return judged;
}

const lab = await Lab.open();
const results = {};
try {
  results.automation = await judgeAll(lab, chosen(automation));
  results.people = await judgeAll(lab, chosen(people));
} finally {
  await lab.close();
}
if (file) await writeFile(file, JSON.stringify(results, null, 1));

const suspicious = (list) => list.filter(({ value }) => value !== null && value < SUSPICIOUS).length;
const { automation: bots, people: humans } = results;
console.log(
  `\n| automation set-ups caught / human-like flagged | ${suspicious(bots)} of ${bots.length} / ${suspicious(humans)} of ${humans.length} |`,
);
process.exit(0);
