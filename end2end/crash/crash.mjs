// Kills the server under load, again and again; then every event that was answered 200 must be there exactly once.
//
//   DREGS_BIN=target/debug/dregs node crash.mjs [--kills 3] [--posters 16] [--seconds 180]
//   With DREGS_DATABASE_URL on PostgreSQL, without on SQLite.

import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';

import { Server } from '../support/server.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '3' },
    posters: { type: 'string', default: '16' },
    seconds: { type: 'string', default: '180' },
  },
});
const kills = Number(values.kills);
const posters = Number(values.posters);
const deadline = Date.now() + Number(values.seconds) * 1000;

/** No run may grow without bound, however fast the machine. */
const EVENTS_MAX = 30_000;
/** Between two kills the server works for a random time of this length. */
const UP_MS = [300, 1200];
const IDENTITIES = 20;

const database = process.env.DREGS_DATABASE_URL;
/** @type {Record<string, string>} */
const environment = database ? { DREGS_DATABASE_URL: database } : {};
const server = await Server.start(environment);
try {
  const account = await server.account('Crash');
  const { acknowledged, sent } = await load(account.secretKey);
  await verify(account.secretKey, acknowledged, sent);
} catch (failure) {
  console.error(server.log.split('\n').slice(-40).join('\n'));
  throw failure;
} finally {
  await server.stop();
}

/**
 * Posts from many clients at once while the server dies and comes back.
 * @param {string} key
 */
async function load(key) {
  /** Ids that were answered 200. @type {Set<string>} */
  const acknowledged = new Set();
  /** Ids that left here at least once. @type {Set<string>} */
  const sent = new Set();
  let running = true;
  const clients = Array.from({ length: posters }, async (_, client) => {
    for (let number = 0; running && sent.size < EVENTS_MAX; number += 1) {
      // Every fourth client sends batches: they must be whole or absent, like single events.
      const ids = client % 4 ? [`${client}-${number}`] : [0, 1, 2, 3, 4].map((part) => `${client}-${number}-${part}`);
      ids.forEach((id) => sent.add(id));
      // The customer's retry: the same ids until there is an answer.
      while (running && !(await post(key, ids))) await sleep(10);
      if (running) ids.forEach((id) => acknowledged.add(id));
    }
  });
  let before = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    await sleep(UP_MS[0] + Math.random() * (UP_MS[1] - UP_MS[0]));
    await server.kill();
    console.log(`kill ${kill}: ${acknowledged.size} acknowledged, ${acknowledged.size - before} since the last`);
    before = acknowledged.size;
    await server.launch();
    if (Date.now() > deadline) throw new Error(`not done after ${values.seconds} s`);
  }
  await sleep(UP_MS[0]);
  running = false;
  await Promise.all(clients);
  // One more, so that what was answered last also has to survive a kill.
  await server.kill();
  await server.launch();
  return { acknowledged, sent };
}

/**
 * True when every event was answered with its own id; false when the connection broke or the server was busy.
 * @param {string} key
 * @param {string[]} ids
 */
async function post(key, ids) {
  const events = ids.map((id) => ({ id, type: 'load.test', identity: { id: identityOf(id) }, data: { id } }));
  let response;
  let answer;
  try {
    response = await fetch(`${server.url}/api/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(events.length === 1 ? events[0] : { events }),
      signal: AbortSignal.timeout(10_000),
    });
    answer = await response.json();
  } catch {
    return false;
  }
  if (response.status === 429 || response.status === 503) return false;
  if (response.status !== 200) throw new Error(`events: ${response.status} ${JSON.stringify(answer)}`);
  const results = answer.results ?? [answer];
  const wrong = ids.filter((id, index) => results[index]?.id !== id);
  if (wrong.length) throw new Error(`not answered with their own ids: ${wrong} in ${JSON.stringify(answer)}`);
  return true;
}

/** @param {string} id */
function identityOf(id) {
  return `person-${[...id].reduce((sum, character) => sum + character.charCodeAt(0), 0) % IDENTITIES}`;
}

/**
 * Reads everything back.
 * @param {string} key
 * @param {Set<string>} acknowledged
 * @param {Set<string>} sent
 */
async function verify(key, acknowledged, sent) {
  const start = Date.now();
  /** @type {Map<string, number>} */
  const stored = new Map();
  let last = false;
  for (let number = 0; !last; number += 1) {
    const page = await get(key, `/events?pageSize=100&pageNumber=${number}&sort=timestamp&order=ASC`);
    for (const event of page.content) {
      stored.set(event.id, (stored.get(event.id) ?? 0) + 1);
      if (event.eventData.id !== event.id) throw new Error(`${event.id} holds the data of ${event.eventData.id}`);
    }
    last = page.last;
    if (Date.now() > deadline) throw new Error(`not read back after ${values.seconds} s`);
  }

  const lost = [...acknowledged].filter((id) => !stored.has(id));
  const twice = [...stored].filter(([, count]) => count > 1).map(([id]) => id);
  const strange = [...stored.keys()].filter((id) => !sent.has(id));
  if (!acknowledged.size) throw new Error('nothing was acknowledged: the load never worked');
  const readMs = Date.now() - start;
  await scored(key);
  console.log(
    `crash: ${kills + 1} kills, ${acknowledged.size} acknowledged, ${stored.size} stored, ${lost.length} lost, ` +
      `${twice.length} twice, ${strange.length} strange, read back in ${readMs} ms, all scored ${Date.now() - start - readMs} ms later`,
  );
  if (lost.length || twice.length || strange.length) {
    throw new Error(`lost ${lost.slice(0, 5)}; twice ${twice.slice(0, 5)}; strange ${strange.slice(0, 5)}`);
  }
}

/**
 * The scoring jobs were queued in the same transaction as the events, so they survive too.
 * @param {string} key
 */
async function scored(key) {
  // Where several processes may share the queue, a dead one's jobs are free again when their lease ends.
  const end = Date.now() + (database ? 90_000 : 10_000);
  for (;;) {
    const { content } = await get(key, '/identities?pageSize=100');
    const waiting = content.filter((/** @type {any} */ identity) => !identity.lastScoredAt);
    if (content.length && !waiting.length) return;
    if (Date.now() > end) throw new Error(`never scored: ${waiting.map((/** @type {any} */ one) => one.id)}`);
    await sleep(50);
  }
}

/**
 * @param {string} key
 * @param {string} path
 * @returns {Promise<any>}
 */
async function get(key, path) {
  const response = await fetch(`${server.url}/api${path}`, { headers: { authorization: `Bearer ${key}` } });
  if (response.status === 429) {
    await sleep(Math.min(Number(response.headers.get('retry-after') ?? 1), 5) * 1000);
    return get(key, path);
  }
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
