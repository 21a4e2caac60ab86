// Measures dregs.js against FingerprintJS 5 in one run and prints a table: npm ci --ignore-scripts && npm run tracker
//
// Name parts to run only those: node tracker/run.mjs cost identity delivery manners

import { blank, files, launch, page, useFramePort } from './browser.mjs';
import { measureCost } from './cost.mjs';
import { CASES, measureDelivery } from './delivery.mjs';
import { DIFFERENT, measureIdentity, MUST, SHOULD } from './identity.mjs';
import { measureManners } from './manners.mjs';
import { startSite } from './server.mjs';

const LIMIT_MS = 15 * 60 * 1000;

const wanted = (part) => process.argv.length < 3 || process.argv.includes(part);
const number = (value, digits = 0) => value.toFixed(digits);
const percent = (failed, cases) => `${Math.round(100 * (1 - failed.length / Object.keys(cases).length))} %`;

setTimeout(() => {
  console.error('the measurement took too long');
  process.exit(1);
}, LIMIT_MS).unref();

const site = await startSite({ files, page: (path) => (path === '/blank' ? blank() : page(path)) });
useFramePort(site.port);
const state = { browser: await launch() };
const rows = [['', 'dregs.js', 'FingerprintJS', 'target']];
const notes = [];
const note = (tool, kind, failed) => failed.length && notes.push(`${tool}, ${kind}: ${failed.join('; ')}`);

try {
  if (wanted('cost')) {
    const { ours, FingerprintJS: other } = await measureCost(state.browser, site);
    rows.push(
      ['Brotli 11, whole script', `${ours.size} B`, `${other.size} B`, '≤ 6000 B'],
      ['load → id, median of 20 cold loads', `${number(ours.took)} ms (${number(ours.took / other.took, 2)} ×)`, `${number(other.took)} ms`, '≤ 0.40 ×'],
      ['main-thread CPU over a blank page', `${number(ours.cpu)} ms (${number(ours.cpu / other.cpu, 2)} ×)`, `${number(other.cpu)} ms`, '≤ 0.75 ×'],
      ['longest task, CPU', `${number(ours.taskCpu, 1)} ms`, `${number(other.taskCpu, 1)} ms`, '≤ 12 ms'],
      ['longest task, wall clock', `${number(ours.taskWall, 1)} ms`, `${number(other.taskWall, 1)} ms`, '< 50 ms'],
    );
  }
  if (wanted('identity')) {
    const ours = await measureIdentity(state, site, 'ours');
    const other = await measureIdentity(state, site, 'FingerprintJS');
    for (const [kind, cases, label, target] of [
      ['must', MUST, 'one id where one device must have one', '100 %'],
      ['should', SHOULD, '… and where it should', '≥ 96 %'],
      ['different', DIFFERENT, 'another id when one factor differs', '100 %'],
    ]) {
      rows.push([label, percent(ours[kind], cases), percent(other[kind], cases), target]);
      note('dregs.js', kind, ours[kind]);
      note('FingerprintJS', kind, other[kind]);
    }
  }
  if (wanted('delivery')) {
    const { failed, repeated } = await measureDelivery(state.browser, site);
    const total = Object.keys(CASES).length;
    rows.push(['delivery cases, nothing stored twice', `${total - failed.length} of ${total}`, '–', `${total} of ${total}`]);
    note('dregs.js', 'delivery', failed);
    notes.push(`dregs.js, delivery: ${repeated} events were sent again and stored once`);
  }
  if (wanted('manners')) {
    const cell = async (tool) => Object.values(await measureManners(state.browser, site, tool)).join(' / ');
    rows.push(['cookies / globals / console lines / CSP reports', await cell('ours'), await cell('FingerprintJS'), '0 / 1 / 0 / 0']);
  }
} finally {
  await state.browser.close();
  site.stop();
}

const line = (cells) => `| ${cells.join(' | ')} |`;
console.log([line(rows[0]), line(rows[0].map(() => '---')), ...rows.slice(1).map(line)].join('\n'));
console.log('\n' + notes.map((text) => `- ${text}`).join('\n'));
