// How long the lists take, at ten thousand people and at a million, on SQLite and on PostgreSQL.
//
//   cargo build --release -p server && cargo build --release -p migrations --example load
//   node lists/run.mjs [--rows 10000,1000000] [--databases sqlite,postgres] [--requests 40] [--only text] [--keep folder]
//     [--results file]: what was measured is added to the file, and all of it printed
//   PostgreSQL: DREGS_TEST_POSTGRES_URL names a cluster, in which databases `dregs_lists_…` are made and dropped.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { print } from './print.mjs';
import { queries } from './queries.mjs';
import { statements } from './rows.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000,1000000' },
    databases: { type: 'string', default: 'sqlite,postgres' },
    requests: { type: 'string', default: '40' },
    target: { type: 'string', default: join(root, 'target/release') },
    only: { type: 'string', default: '' },
    keep: { type: 'string' },
    results: { type: 'string' },
  },
});
const LIMIT_MS = 100;
/** The worst cases take long, and their answers do not differ. */
const WORST_REQUESTS = 5;
const NOW = Date.parse('2026-11-20T12:00:00Z');
const sizes = values.rows.split(',').map(Number);
const cluster = process.env.DREGS_TEST_POSTGRES_URL;

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
  const folder = values.keep ? join(values.keep, `${database}-${people}`) : mkdtempSync(join(tmpdir(), 'dregs-lists-'));
  mkdirSync(folder, { recursive: true });
  const name = `dregs_lists_${people}`;
  if (database === 'postgres' && !cluster) throw new Error('DREGS_TEST_POSTGRES_URL names no cluster');
  const url = database === 'sqlite' ? `sqlite://${folder}/dregs.db` : String(cluster).replace(/[^/]*$/, name);
  const environment = {
    ...process.env,
    DREGS_DATABASE_URL: url,
    DREGS_DATA_DIR: folder,
    DREGS_MASTER_KEY: 'a master key for measuring, long enough',
    DREGS_LIMIT_API: '1000000',
    DREGS_LOG: 'warn',
  };
  const key = join(folder, 'key');
  let secretKey = existsSync(key) ? execFileSync('cat', [key], { encoding: 'utf8' }) : '';
  if (!secretKey) {
    if (database === 'postgres') psql(`DROP DATABASE IF EXISTS ${name}`, `CREATE DATABASE ${name}`);
    const started = Date.now();
    const setup = execFileSync(
      join(values.target, 'dregs'),
      ['setup', '--email', 'a@example.com', '--password-file', '-', '--account', 'Lists', '--json'],
      { env: environment, input: 'correct horse battery', encoding: 'utf8' },
    );
    secretKey = JSON.parse(setup).secretKey;
    const file = join(folder, 'rows.sql');
    writeFileSync(file, statements(database, people, NOW));
    execFileSync(join(values.target, 'examples/load'), [url, file], { stdio: 'inherit' });
    writeFileSync(key, secretKey);
    console.log(`${database}: ${people} identities and ${people * 5} events loaded in ${Math.round((Date.now() - started) / 1000)} s`);
  }
  const bind = `127.0.0.1:${await freePort()}`;
  const server = spawn(join(values.target, 'dregs'), ['serve', '--bind', bind], { env: environment, stdio: 'inherit' });
  try {
    await ready(`http://${bind}/healthz`);
    return await ask(`http://${bind}/api`, secretKey, people);
  } finally {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await gone;
    if (!values.keep) {
      rmSync(folder, { recursive: true });
      if (database === 'postgres') psql(`DROP DATABASE ${name}`);
    }
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
  for (const query of queries(people).filter((query) => query.name.includes(values.only))) {
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

/** @param {string[]} statements */
function psql(...statements) {
  execFileSync('psql', ['-q', String(cluster), ...statements.flatMap((statement) => ['-c', statement])], { stdio: 'inherit' });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/** @param {string} url */
async function ready(url) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    try {
      const response = await fetch(url);
      await response.arrayBuffer();
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(50);
  }
  throw new Error(`${url} does not answer`);
}
