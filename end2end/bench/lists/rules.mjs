// What a changed rule costs in an account of a million: how long it takes to go through everybody, how much memory, and
// what is left meanwhile of the rates at which events are taken and identities are scored.
//
//   cargo build --release -p server && cargo build --release -p migrations --example load
//   node lists/rules.mjs [--rows 1000000] [--databases sqlite,postgres] [--seconds 30] [--posters 8] [--keep folder]

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { MEMBER, TARGET, openAccount } from './account.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    databases: { type: 'string', default: 'sqlite,postgres' },
    seconds: { type: 'string', default: '30' },
    posters: { type: 'string', default: '8' },
    target: { type: 'string', default: TARGET },
    keep: { type: 'string' },
  },
});
const people = Number(values.rows);
const seconds = Number(values.seconds);
/** Of the rates before. */
const LEAST = 0.8;
/** Events of one request. */
const BATCH = 20;

let failed = false;
for (const database of values.databases.split(',')) {
  const account = await openAccount({ database: /** @type {'sqlite' | 'postgres'} */ (database), people, target: values.target, keep: values.keep });
  try {
    await measure(database, account);
  } finally {
    await account.close();
  }
}
process.exitCode = failed ? 1 : 0;

/**
 * @param {string} database
 * @param {Awaited<ReturnType<typeof openAccount>>} account
 */
async function measure(database, account) {
  const member = await signIn(account.api);
  const load = start(account);
  // The first seconds fill caches.
  await sleep(5_000);
  const rates = meter(load, account.url);
  await sleep(seconds * 1000);
  const before = rates();
  const calm = memory(account.pid);
  const began = performance.now();
  await ask(account.api, member, 'POST', '/badge-rules', {
    name: `Everybody ${Date.now()}`,
    type: 'GOOD',
    mode: 'ON',
    // Almost everybody gains the badge: the most there can be to write.
    conditions: [{ condition: 'SCORE_GTE', category: 'ANY', threshold: 1 }],
  });
  let most = 0;
  let progress;
  const ratesDuring = meter(load, account.url);
  do {
    await sleep(500);
    most = Math.max(most, memory(account.pid));
    progress = await ask(account.api, member, 'GET', '/rules/progress');
  } while (progress.running);
  const took = (performance.now() - began) / 1000;
  const during = ratesDuring();
  await load.stop();
  const ratio = { events: during.events / before.events, cycles: during.cycles / before.cycles };
  failed ||= ratio.events < LEAST || ratio.cycles < LEAST;
  console.log(
    `${database}, ${people} identities: everybody settled in ${took.toFixed(0)} s (${(people / took).toFixed(0)} a second), ` +
      `resident ${calm} MB before and ${most} MB at most; events/s ${before.events.toFixed(0)} -> ${during.events.toFixed(0)} ` +
      `(${ratio.events.toFixed(2)}), cycles/s ${before.cycles.toFixed(0)} -> ${during.cycles.toFixed(0)} (${ratio.cycles.toFixed(2)})`,
  );
}

/**
 * Posters that wait for each answer.
 * @param {Awaited<ReturnType<typeof openAccount>>} account
 */
function start({ api, secretKey }) {
  const stopping = new AbortController();
  const load = { events: 0, stop: async () => {} };
  const posters = Array.from({ length: Number(values.posters) }, async (_, poster) => {
    for (let round = 0; !stopping.signal.aborted; round += 1) {
      const events = Array.from({ length: BATCH }, (_, at) => ({
        type: 'page_view',
        identity: { id: `user_${(round * 7919 + poster * 104_729 + at * 15_485_863) % people}` },
      }));
      await ask(api, secretKey, 'POST', '/events', events);
      load.events += BATCH;
    }
  });
  load.stop = async () => {
    stopping.abort();
    await Promise.all(posters);
  };
  return load;
}

/**
 * Begins to measure; called, it tells what happened in a second since.
 * @param {{ events: number }} load
 * @param {string} url
 */
function meter(load, url) {
  const [events, cycles, began] = [load.events, cyclesIn(url), performance.now()];
  return () => {
    const took = (performance.now() - began) / 1000;
    return { events: (load.events - events) / took, cycles: (cyclesIn(url) - cycles) / took };
  };
}

/**
 * Cycles that were ever stored.
 * @param {string} url
 */
function cyclesIn(url) {
  const count = 'SELECT coalesce(max(id), 0) FROM cycles';
  const [program, args] = url.startsWith('sqlite://') ? ['sqlite3', ['-readonly', url.slice('sqlite://'.length), count]] : ['psql', [url, '-Atc', count]];
  return Number(execFileSync(program, args, { encoding: 'utf8' }));
}

/** @param {string} api */
async function signIn(api) {
  const { token } = await ask(api, '', 'POST', '/auth/login', MEMBER);
  return token;
}

/**
 * @param {string} api
 * @param {string} key
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 */
async function ask(api, key, method, path, body) {
  const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
  const response = await fetch(api + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

/**
 * Megabytes of a process that are in memory and not of a file.
 * @param {number} pid
 */
function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/RssAnon:\s+(\d+)/.exec(status)?.[1]) / 1024);
}
