// How long the lists take, at ten thousand people and at a million, on SQLite and on PostgreSQL.
//
//   cargo build --release -p server && cargo build --release -p migrations --example load
//   node lists/run.mjs [--rows 10000,1000000] [--databases sqlite,postgres] [--requests 40] [--only text] [--keep folder]
//     [--results file]: what was measured is added to the file, and all of it printed
//   PostgreSQL: DREGS_TEST_POSTGRES_URL names a cluster, in which databases `dregs_lists_…` are made and dropped.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { TARGET, openAccount } from './account.mjs';
import { print } from './print.mjs';
import { queries } from './queries.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000,1000000' },
    databases: { type: 'string', default: 'sqlite,postgres' },
    requests: { type: 'string', default: '40' },
    target: { type: 'string', default: TARGET },
    only: { type: 'string', default: '' },
    keep: { type: 'string' },
    results: { type: 'string' },
  },
});
const LIMIT_MS = 100;
/** The worst cases take long, and their answers do not differ. */
const WORST_REQUESTS = 5;
const sizes = values.rows.split(',').map(Number);

/** By database and size, then by the name of the query. @typedef {Record<string, Record<string, { p50: number, p95: number }>>} Results */
/** @type {Results} */
const results = values.results && existsSync(values.results) ? JSON.parse(readFileSync(values.results, 'utf8')) : {};
for (const database of values.databases.split(',')) {
  for (const people of sizes) {
    const column = `${database} ${people}`;
    const measured = await measure(/** @type {'sqlite' | 'postgres'} */ (database), people);
    results[column] = { ...results[column], ...measured };
    if (values.results) writeFileSync(values.results, JSON.stringify(results));
  }
}
process.exitCode = print(results, LIMIT_MS) ? 1 : 0;

/**
 * @param {'sqlite' | 'postgres'} database
 * @param {number} people
 */
async function measure(database, people) {
  const account = await openAccount({ database, people, target: values.target, keep: values.keep });
  try {
    return await ask(account.api, account.secretKey, people);
  } finally {
    await account.close();
  }
}

/**
 * @param {string} api
 * @param {string} key
 * @param {number} people
 */
async function ask(api, key, people) {
  /** @type {Results[string]} */
  const times = {};
  const get = async (/** @type {string} */ path) => {
    const started = performance.now();
    const response = await fetch(api + path, { headers: { authorization: `Bearer ${key}` } });
    const body = await response.json();
    const took = performance.now() - started;
    // A statement that ran into its time-out took as long as it took.
    if (!response.ok && response.status !== 503) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`);
    return { took, body };
  };
  const asked = queries(people).filter((query) => query.name.includes(values.only));
  let done = 0;
  for (const query of asked) {
    const pages = await pagesOf(query, get);
    const took = [];
    const requests = query.worst ? WORST_REQUESTS : Number(values.requests);
    for (let k = -3; k < requests; k += 1) {
      const path = pages ? pages[Math.abs(k) % pages.length] : query.path(Math.abs(k));
      const answer = await get(path);
      if (k >= 0) took.push(answer.took);
    }
    took.sort((a, b) => a - b);
    const at = (/** @type {number} */ part) => took[Math.min(took.length - 1, Math.ceil(took.length * part) - 1)];
    times[query.name] = { p50: at(0.5), p95: at(0.95) };
    // The whole takes many minutes: who waits sees how far it is.
    done += 1;
    process.stderr.write(`${done}/${asked.length} ${query.name}: p95 ${at(0.95).toFixed(1)} ms\n`);
  }
  return times;
}

/**
 * The paths of a query about the first, middle or last page: five neighbouring ones.
 * @param {{ path: (k: number) => string, at?: string, cursor?: boolean }} query
 * @param {(path: string) => Promise<{ body: any }>} get
 */
async function pagesOf(query, get) {
  if (!query.at) return null;
  const base = query.path(0);
  const { body } = await get(base);
  const total = body.totalPages;
  const first = { first: 0, middle: Math.floor(total / 2), last: Math.max(0, total - 6) }[query.at] ?? 0;
  const numbers = [0, 1, 2, 3, 4].map((step) => Math.min(first + step + (query.at === 'last' ? 1 : 0), Math.max(0, total - 1)));
  if (!query.cursor) return numbers.map((number) => `${base}&pageNumber=${number}`);
  const paths = [];
  for (const number of numbers) {
    const before = await get(`${base}&pageNumber=${Math.max(0, number - 1)}`);
    const cursor = number ? before.body.nextCursor : null;
    paths.push(cursor ? `${base}&cursor=${cursor}` : base);
  }
  // Two ways to one page.
  const [numbered, walked] = [await get(`${base}&pageNumber=${numbers[2]}`), await get(paths[2])];
  if (JSON.stringify(numbered.body.content) !== JSON.stringify(walked.body.content)) {
    throw new Error(`${base}: page ${numbers[2]} is another by its number than by its cursor`);
  }
  return paths;
}
