// Measures dregs.js against others in one run and prints a table: npm ci --ignore-scripts && npm run tracker
//
// Name parts to run only those: node tracker/run.mjs cost identity devices delivery manners

import { blank, files, launch, page, tools, useFramePort } from './browser.mjs';
import { measureCost } from './cost.mjs';
import { CASES, measureDelivery } from './delivery.mjs';
import { COUNT, measureDevices } from './devices.mjs';
import { DIFFERENT, measureIdentity, MUST, SHOULD } from './identity.mjs';
import { measureManners } from './manners.mjs';
import { startSite } from './server.mjs';

const LIMIT_MS = 30 * 60 * 1000;

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
const names = Object.keys(tools);
const rows = [['', ...names.map((name) => (name === 'ours' ? 'dregs.js' : name)), 'target']];
const notes = [];
const note = (tool, kind, failed) => failed.length && notes.push(`${tool}, ${kind}: ${failed.join('; ')}`);

/** A row with a cell of every tool; those without one get a dash. */
const row = (label, cells, target) => rows.push([label, ...names.map((name) => cells[name] ?? '–'), target]);
const each = (cell, of = names) => Object.fromEntries(of.map((name) => [name, cell(name)]));

async function reportCost() {
  const costs = await measureCost(state.browser, site);
  const { ours, FingerprintJS } = costs;
  // A detector of robots has no id, so it is no measure for one.
  const best = Math.min(...names.filter((name) => !['ours', 'BotD'].includes(name)).map((name) => costs[name].cpu));
  row('Brotli 11, whole script', each((name) => `${costs[name].size} B`), '≤ 6000 B');
  const took = each((name) => `${number(costs[name].took)} ms`);
  took.ours += ` (${number(ours.took / FingerprintJS.took, 2)} × FingerprintJS)`;
  row('load → id, median of 20 cold loads', took, '≤ 0.40 × FingerprintJS');
  const cpu = each((name) => `${number(costs[name].cpu)} ms`);
  cpu.ours += ` (${number(ours.cpu / best, 2)} × the best)`;
  row('main-thread CPU over a blank page', cpu, '≤ 0.75 × the best');
  row('longest task, CPU', each((name) => `${number(costs[name].taskCpu, 1)} ms`), '≤ 12 ms');
  row('longest task, wall clock', each((name) => `${number(costs[name].taskWall, 1)} ms`), '< 50 ms');
}

async function reportIdentity() {
  const failed = {};
  for (const name of ['ours', 'FingerprintJS']) failed[name] = await measureIdentity(state, site, name);
  for (const [kind, cases, label, target] of [
    ['must', MUST, 'one id where one device must have one', '100 %'],
    ['should', SHOULD, '… and where it should', '≥ 96 %'],
    ['different', DIFFERENT, 'another id when one factor differs', '100 %'],
  ]) {
    row(label, each((name) => percent(failed[name][kind], cases), Object.keys(failed)), target);
    for (const name in failed) note(name, kind, failed[name][kind]);
  }
}

async function reportDevices() {
  const ids = {};
  for (const name of names.filter((name) => name !== 'BotD')) ids[name] = await measureDevices(state, site, name);
  row(`different ids of ${COUNT} plausible devices`, ids, `${COUNT}`);
}

async function reportDelivery() {
  const { failed, repeated } = await measureDelivery(state.browser, site);
  const total = Object.keys(CASES).length;
  row('delivery cases, nothing stored twice', { ours: `${total - failed.length} of ${total}` }, `${total} of ${total}`);
  note('ours', 'delivery', failed);
  notes.push(`delivery: ${repeated} events were sent again and stored once`);
}

async function reportManners() {
  const cells = {};
  for (const name of ['ours', 'FingerprintJS']) cells[name] = Object.values(await measureManners(state.browser, site, name)).join(' / ');
  row('cookies / globals / console lines / CSP reports', cells, '0 / 1 / 0 / 0');
}

try {
  if (wanted('cost')) await reportCost();
  if (wanted('identity')) await reportIdentity();
  if (wanted('devices')) await reportDevices();
  if (wanted('delivery')) await reportDelivery();
  if (wanted('manners')) await reportManners();
} finally {
  await state.browser.close();
  site.stop();
}

const line = (cells) => `| ${cells.join(' | ')} |`;
console.log([line(rows[0]), line(rows[0].map(() => '---')), ...rows.slice(1).map(line)].join('\n'));
console.log('\n' + notes.map((text) => `- ${text}`).join('\n'));
