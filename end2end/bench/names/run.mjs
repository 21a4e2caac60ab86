// Real names of many languages and scripts, each as an identity of its own: whom does Authenticity lower for a name alone?
//
//   DREGS_BIN=target/debug/dregs node names/run.mjs
//   Names: the given and family names of @faker-js/faker (MIT), which collects them by language; what is a joke is left out.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { allLocales } from '@faker-js/faker';

const BIN = process.env.DREGS_BIN ?? join(import.meta.dirname, '../../../target/debug/dregs');
const PORT = 8191;
const EACH = 120;
const LIMIT = 0.01;
const JOKES = new Set(['base', 'en_AU_ocker', 'en_BORK']);
/** Family names come first. */
const FAMILY_FIRST = new Set(['zh', 'ja', 'ko', 'hu', 'vi']);
/** Written without a space between them. */
const TOGETHER = new Set(['zh', 'ja', 'ko']);

const started = '2026-11-01T09:00:00Z';

/** @returns {{ id: string, name: string, language: string, script: string, place: string }[]} */
function people() {
  const found = [];
  for (const [key, locale] of Object.entries(allLocales)) {
    const { language = '', script = '' } = locale.metadata ?? {};
    const [given, family] = ['first_name', 'last_name'].map((kind) => all(locale.person?.[kind]));
    if (JOKES.has(key) || !given.length || !family.length) continue;
    for (let at = 0; at < Math.min(EACH, Math.max(given.length, family.length)); at += 1) {
      const [first, last] = [given[(at * 7) % given.length], family[(at * 11) % family.length]];
      const space = TOGETHER.has(language) ? '' : ' ';
      const name = FAMILY_FIRST.has(language) ? last + space + first : first + space + last;
      found.push({ id: `${key}-${at}`, name, language, script, place: key });
    }
  }
  return found;
}

/** A list of names, or lists by sex. @param {unknown} names @returns {string[]} */
function all(names) {
  if (Array.isArray(names)) return names;
  return Object.values(names ?? {}).flatMap((list) => (Array.isArray(list) ? list : []));
}

const folder = mkdtempSync(join(tmpdir(), 'dregs-names-'));
const env = { ...process.env, DREGS_DATA_DIR: folder, DREGS_MASTER_KEY: 'a master key for measuring, long enough', DREGS_LOG: 'warn', DREGS_LIMIT_API: '1000000' };
delete env.DREGS_DATABASE_URL;
const run = (/** @type {string[]} */ ...args) => execFileSync(BIN, args, { env, input: 'correct horse battery', encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] });
const { secretKey } = JSON.parse(run('setup', '--email', 'a@example.com', '--password-file', '-', '--account', 'Names', '--json'));

const everybody = people();
const lines = everybody.map(({ id, name }, at) =>
  JSON.stringify({ id: `name-${at}`, type: 'signup', timestamp: started, receivedAt: started, identity: { id, data: { name } } }),
);
writeFileSync(join(folder, 'names.ndjson'), lines.join('\n') + '\n');
run('import', '--account', 'names', join(folder, 'names.ndjson'));

const server = spawn(BIN, ['serve', '--bind', `127.0.0.1:${PORT}`], { env, stdio: 'inherit' });
try {
  const lowered = new Map();
  const get = async (/** @type {string} */ path) => {
    const answer = await fetch(`http://127.0.0.1:${PORT}/api${path}`, { headers: { authorization: `Bearer ${secretKey}` } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  for (let tries = 0; ; tries += 1) {
    try {
      await get('/identities?pageSize=1');
      break;
    } catch (error) {
      if (tries > 600) throw error;
      await sleep(100);
    }
  }
  // Without a finding there is no score, and 75 is where every score starts.
  for (let path = '/identities?pageSize=100&authenticityMax=74'; path; ) {
    const page = await get(path);
    for (const identity of page.content) lowered.set(identity.id, identity.authenticityScore);
    path = page.nextCursor ? `/identities?pageSize=100&authenticityMax=74&cursor=${page.nextCursor}` : '';
  }
  report(lowered);
} finally {
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
  rmSync(folder, { recursive: true });
}

/** @param {Map<string, number>} lowered */
function report(lowered) {
  const by = (/** @type {'script' | 'place'} */ key) => {
    const groups = new Map();
    for (const one of everybody) groups.set(one[key], [...(groups.get(one[key]) ?? []), one]);
    return groups;
  };
  console.log('| Script | Names | Lowered |\n| --- | --- | --- |');
  for (const [script, names] of by('script')) {
    console.log(`| ${script} | ${names.length} | ${names.filter(({ id }) => lowered.has(id)).length} |`);
  }
  const share = lowered.size / everybody.length;
  console.log(`\n${everybody.length} names of ${by('place').size} lists and ${by('script').size} scripts: ${lowered.size} lowered, ${(share * 100).toFixed(2)} %.`);
  const told = everybody.filter(({ id }) => lowered.has(id)).slice(0, 40);
  for (const { id, name } of told) console.log(`  ${lowered.get(id)}  ${name}  (${id})`);
  if (share >= LIMIT) process.exitCode = 1;
}
