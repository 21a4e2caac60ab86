// A server over an account of thousands or millions, loaded by counting.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { statements } from './rows.mjs';

/** Where `cargo build --release` puts what is measured. */
export const TARGET = join(dirname(fileURLToPath(import.meta.url)), '../../../target/release');
export const MEMBER = { email: 'a@example.com', password: 'correct horse battery' };
const NOW = Date.parse('2026-11-20T12:00:00Z');
const cluster = process.env.DREGS_TEST_POSTGRES_URL;

/**
 * Loads the account, unless it is kept from an earlier run, and serves it.
 * @param {{ database: 'sqlite' | 'postgres', people: number, target: string, keep?: string }} options
 */
export async function openAccount({ database, people, target, keep }) {
  const folder = keep ? join(keep, `${database}-${people}`) : mkdtempSync(join(tmpdir(), 'dregs-lists-'));
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
  if (!existsSync(key)) {
    if (database === 'postgres') psql(`DROP DATABASE IF EXISTS ${name}`, `CREATE DATABASE ${name}`);
    const started = Date.now();
    const setup = execFileSync(
      join(target, 'dregs'),
      ['setup', '--email', MEMBER.email, '--password-file', '-', '--account', 'Lists', '--json'],
      { env: environment, input: MEMBER.password, encoding: 'utf8' },
    );
    const file = join(folder, 'rows.sql');
    writeFileSync(file, statements(database, people, NOW));
    execFileSync(join(target, 'examples/load'), [url, file], { stdio: 'inherit' });
    writeFileSync(key, JSON.parse(setup).secretKey);
    console.log(`${database}: ${people} identities and ${people * 5} events loaded in ${Math.round((Date.now() - started) / 1000)} s`);
  }
  const bind = `127.0.0.1:${await freePort()}`;
  const server = spawn(join(target, 'dregs'), ['serve', '--bind', bind], { env: environment, stdio: 'inherit' });
  const close = async () => {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await gone;
    if (keep) return;
    rmSync(folder, { recursive: true });
    if (database === 'postgres') psql(`DROP DATABASE ${name}`);
  };
  await ready(`http://${bind}/healthz`).catch(async (error) => {
    await close();
    throw error;
  });
  return { api: `http://${bind}/api`, url, secretKey: readFileSync(key, 'utf8'), pid: Number(server.pid), close };
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
