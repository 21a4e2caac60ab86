// How fast history comes in, and how fast it is scored, on SQLite and on PostgreSQL.
//
//   cargo build --release -p server
//   node import/run.mjs [--lines 1000000] [--databases sqlite,postgres] [--target target/release]
//   PostgreSQL: DREGS_TEST_POSTGRES_URL names a cluster, in which the database `dregs_import` is made and dropped.

import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

import { TARGET } from '../lists/account.mjs';
import { lines } from './lines.mjs';

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000' },
    databases: { type: 'string', default: 'sqlite,postgres' },
    target: { type: 'string', default: TARGET },
  },
});
const NAME = 'dregs_import';
const cluster = process.env.DREGS_TEST_POSTGRES_URL;

const folder = mkdtempSync(join(tmpdir(), 'dregs-import-'));
try {
  const file = join(folder, 'history.ndjson');
  await pipeline(Readable.from(ended(lines(Number(values.lines)))), createWriteStream(file));
  for (const database of values.databases.split(',')) measure(database, file);
} finally {
  rmSync(folder, { recursive: true });
  if (cluster && values.databases.includes('postgres')) psql(`DROP DATABASE IF EXISTS ${NAME}`);
}

/** @param {Iterable<string>} lines */
function* ended(lines) {
  for (const line of lines) yield `${line}\n`;
}

/** @param {string} database @param {string} file */
function measure(database, file) {
  if (database === 'postgres') psql(`DROP DATABASE IF EXISTS ${NAME}`, `CREATE DATABASE ${NAME}`);
  const env = {
    ...process.env,
    DREGS_DATA_DIR: join(folder, database),
    DREGS_DATABASE_URL: database === 'sqlite' ? `sqlite://${folder}/dregs.db` : String(cluster).replace(/[^/]*$/, NAME),
    DREGS_MASTER_KEY: 'a master key for measuring, long enough',
    DREGS_LOG: 'warn',
  };
  /** @param {string[]} command @param {string} [input] */
  const dregs = (command, input) => execFileSync(join(values.target, 'dregs'), command, { env, input, encoding: 'utf8' });
  dregs(['setup', '--email', 'a@example.com', '--password-file', '-', '--account', 'Past'], 'correct horse battery');
  const started = Date.now();
  const read = dregs(['import', '--account', 'past', '--no-scores', file]);
  const between = Date.now();
  const scored = dregs(['import', '--account', 'past', file]);
  const seconds = (Date.now() - between) / 1000;
  console.log(`${database}: ${read.trim()}`);
  console.log(`${database}: ${scored.trim().split('\n').at(-1)} In ${seconds.toFixed(1)} s; all in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/** @param {string[]} statements */
function psql(...statements) {
  execFileSync('psql', ['-q', String(cluster), ...statements.flatMap((statement) => ['-c', statement])], { stdio: 'inherit' });
}
