// Kills the server again and again while it delivers, to receivers that work and to receivers that do not; then every
// escalation must have arrived everywhere, hardly anything twice, and what works must not have waited for what does not.
//
//   DREGS_BIN=target/debug/dregs node deliveries.mjs [--kills 4] [--measure 5] [--seconds 180]
//   With DREGS_DATABASE_URL on an empty PostgreSQL database (needs psql), without on SQLite.
//
// The retries of two days happen because the clock is moved, not waited for: see ../support/clock.mjs.

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { passForAll, passForDeliveries } from '../support/clock.mjs';
import { Canary, Receiver } from '../support/receiver.mjs';
import { Server } from '../support/server.mjs';
import { compare, firsts, percentile, spread } from './arrivals.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '4' },
    /** For so many seconds each it is measured how long deliveries take, without the bad receivers and with them. */
    measure: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '180' },
  },
});
const kills = Number(values.kills);
const deadline = Date.now() + Number(values.seconds) * 1000;

/** Identities that appear in a second. With five channels that is well below what an account may send. */
const PER_SECOND = 10;
/** Between two kills the server works for a random time of this length. */
const UP_MS = [500, 4000];
const GOOD = ['good-1', 'good-2'];
/** What the others do with so many of 100 calls. */
const BAD = {
  'bad-1': { error: 30, silence: 3, elsewhere: 5, inside: 5, flood: 3, headers: 3, reset: 5 },
  'bad-2': { error: 30, silence: 1, elsewhere: 3, inside: 3, flood: 1, headers: 1, reset: 3 },
  'silent': { silence: 100 },
};
/** Attempts that can be under way to a receiver when the server is killed: no more than these can come twice. */
const UNDER_WAY = 4;
/** Rates and times say something about many kills, on a machine that does nothing else. */
const MANY_KILLS = 20;
const DUPLICATES_MAX_PERCENT = 1;

/** When identities were sent for the first time. @type {Map<string, number>} */
const sentAt = new Map();
/** Those of which the server said that it has them. @type {Set<string>} */
const stored = new Set();
/** When the server was killed. @type {number[]} */
const killedAt = [];
/** What the server refused to store. @type {string[]} */
const refused = [];
/** Whoever calls here followed a redirect. The second is private, and not allowed below. */
const elsewhere = await new Canary().start('127.0.0.1');
const inside = await new Canary().start('127.0.0.2');

const database = process.env.DREGS_DATABASE_URL;
const server = await Server.start({
  DREGS_WEBHOOK_ALLOW_PRIVATE: '127.0.0.1/32',
  ...(database ? { DREGS_DATABASE_URL: database } : {}),
});
const account = await server.account('Chaos');
/** @type {Receiver[]} */
const receivers = [];
/** Ids of channels by the names of their receivers. @type {Map<string, number>} */
const channels = new Map();
try {
  await refusesPrivate();
  for (const name of [...GOOD, ...Object.keys(BAD)]) {
    const shares = /** @type {Record<string, object>} */ (BAD)[name] ?? {};
    receivers.push(await open(await new Receiver(name, shares, { elsewhere: elsewhere.url, inside: inside.url }).start()));
  }
  const conditions = [{ condition: 'SCORE_LTE', category: 'ANY', threshold: 100 }];
  const rule = { name: 'Everybody', severity: 'WARNING', mode: 'ON', conditions };
  const { id } = await asAdmin('POST', '/escalation-rules', { ...rule, channels: GOOD });
  await measure('alone-first', 1);
  const alone = await measure('alone', Number(values.measure));
  await asAdmin('PATCH', `/escalation-rules/${id}`, { channels: [...GOOD, ...Object.keys(BAD)] });
  const beside = await measure('beside', Number(values.measure));
  await killAgainAndAgain();
  await verify(alone, beside, await settle());
} catch (failure) {
  console.error(server.log.split('\n').slice(-40).join('\n'));
  throw failure;
} finally {
  await server.stop();
  await Promise.all([...receivers, elsewhere, inside].map((receiver) => receiver.stop()));
}

/** An address inside is refused when it is saved. */
async function refusesPrivate() {
  const draft = { name: 'Inside', type: 'WEBHOOK', config: { url: inside.url }, events: ['ESCALATION_OPENED'] };
  const answer = await asAdmin('POST', '/channels', draft).then(() => 'saved', String);
  if (!answer.includes(': 400 ')) throw new Error(`a private address: ${answer}`);
}

/** @param {Receiver} receiver */
async function open(receiver) {
  const draft = { name: receiver.name, type: 'WEBHOOK', config: { url: receiver.url }, events: ['ESCALATION_OPENED'] };
  const made = await asAdmin('POST', '/channels', draft);
  receiver.secret = made.secret;
  channels.set(receiver.name, made.channel.id);
  return receiver;
}

/**
 * Lets identities appear at an even pace, and takes the time until the good receivers know.
 * @param {string} name
 * @param {number} seconds
 */
async function measure(name, seconds) {
  const ids = Array.from({ length: seconds * PER_SECOND }, (_, number) => `${name}-${number}`);
  for (const id of ids) {
    void report(id);
    await sleep(1000 / PER_SECOND);
  }
  const wanted = new Set(ids);
  /** @type {number[]} */
  let took = [];
  await until(`the good receivers know of all in "${name}"`, 30_000, () => {
    took = ages((identity) => wanted.has(identity));
    return took.length >= ids.length * GOOD.length;
  });
  console.log(`${name}: ${took.length} deliveries to good receivers, from the event to the arrival: ${spread(took)}`);
  return percentile(took, 99);
}

/** Identities go on appearing while the server dies and comes back. A day passes each time it is down. */
async function killAgainAndAgain() {
  const before = sentAt.size;
  let running = true;
  const posting = (async () => {
    for (let number = 0; running; number += 1) {
      void report(`killed-${number}`);
      await sleep(1000 / PER_SECOND);
    }
  })();
  for (let kill = 1; kill <= kills; kill += 1) {
    await sleep(UP_MS[0] + Math.random() * (UP_MS[1] - UP_MS[0]));
    killedAt.push(Date.now());
    await server.kill();
    const arrived = receivers.reduce((sum, receiver) => sum + receiver.arrivals.length, 0);
    console.log(`kill ${kill}: ${sentAt.size - before} identities, ${arrived} arrivals`);
    await passForDeliveries(server);
    await server.launch();
  }
  running = false;
  await posting;
  await until('every event is stored', 60_000, () => stored.size + refused.length === sentAt.size);
}

/** The receivers come round; a last kill, and then there is nothing left to deliver. Says how long that took. */
async function settle() {
  const began = Date.now();
  for (const receiver of receivers) receiver.mend();
  killedAt.push(Date.now());
  await server.kill();
  // Nobody is left who could hold anything: leases end as well.
  await passForAll(server);
  await server.launch();
  await until('an escalation for each identity', 120_000, async () => (await get('/escalations?pageSize=1')).totalElements >= stored.size);
  let again = 0;
  await until('nothing is left to deliver', 240_000, async () => {
    await passForDeliveries(server);
    await sleep(1000);
    const left = async (/** @type {string} */ status) => (await get(`/deliveries?status=${status}&pageSize=1`)).content.length > 0;
    const failed = await left('FAILED');
    for (const id of failed ? channels.values() : []) {
      again += (await asAdmin('POST', `/channels/${id}/actions/redeliver-failed`)).queued;
    }
    return !failed && !(await left('PENDING'));
  });
  return { settledMs: Date.now() - began, again };
}

/**
 * @param {number} alone
 * @param {number} beside
 * @param {{ settledMs: number, again: number }} settled
 */
async function verify(alone, beside, { settledMs, again }) {
  const opened = await escalations();
  const wrong = [...refused, ...receivers.flatMap((receiver) => receiver.problems.slice(0, 5))];
  const strays = elsewhere.calls + inside.calls;
  const known = new Set(opened.values());
  const missing = [...stored].filter((id) => !known.has(id));
  if (missing.length || opened.size !== stored.size) wrong.push(`${stored.size} stored, ${opened.size} escalations, none of ${missing.slice(0, 5)}`);
  let [planned, arrivals] = [0, 0];
  /** @type {number[]} */
  const duplicates = [];
  for (const receiver of receivers) {
    const told = new Set([...opened].filter(([, identity]) => isTold(receiver, identity)).map(([id]) => id));
    const { repeated, faults } = compare(receiver, told);
    wrong.push(...faults);
    if (repeated.length > UNDER_WAY * killedAt.length) wrong.push(`${receiver.name}: ${repeated.length} duplicates after ${killedAt.length} kills`);
    planned += told.size;
    arrivals += receiver.arrivals.length;
    duplicates.push(...repeated);
  }
  const killed = ages((identity) => identity.startsWith('killed'));
  console.log(`killed: ${killed.length} deliveries to good receivers, from the event to the arrival: ${spread(killed)}`);
  const before = duplicates.map((at) => (killedAt.find((kill) => kill >= at) ?? NaN) - at);
  if (before.length) console.log(`duplicates had been answered before the kill: ${spread(before)}`);
  const percent = (100 * duplicates.length) / planned;
  const oldest = Math.max(...receivers.map((receiver) => receiver.oldestMs));
  if (kills >= MANY_KILLS && percent >= DUPLICATES_MAX_PERCENT) wrong.push(`${duplicates.length} duplicates of ${planned} deliveries`);
  if (strays) wrong.push(`${strays} calls to where redirects lead`);
  if (kills >= MANY_KILLS && beside > 1.5 * alone + 200) wrong.push(`p99 of good receivers ${beside} ms beside bad ones, ${alone} ms without`);
  console.log(
    `deliveries: ${killedAt.length} kills, ${opened.size} escalations, ${planned} deliveries, ${arrivals} arrivals, ${duplicates.length} duplicates ` +
      `(${percent.toFixed(2)} %), ${again} asked for again, ${strays} strays, oldest stamp ${oldest} ms, ` +
      `p99 ${alone} ms alone and ${beside} ms beside bad ones, settled in ${settledMs} ms`,
  );
  if (wrong.length) throw new Error(wrong.join('\n'));
}

/**
 * While it was measured without them, the rule did not list the bad ones.
 * @param {Receiver} receiver
 * @param {string} identity
 */
function isTold(receiver, identity) {
  return GOOD.includes(receiver.name) || !identity.startsWith('alone');
}

/** Identities by their escalations. */
async function escalations() {
  /** @type {Map<number, string>} */
  const all = new Map();
  for (let number = 0, last = false; !last; number += 1) {
    const page = await get(`/escalations?pageSize=100&pageNumber=${number}&sort=openedAt&order=ASC`);
    for (const one of page.content) all.set(one.id, one.identity.id);
    last = page.last;
  }
  return all;
}

/**
 * From the event to the first arrival, at the good receivers.
 * @param {(identity: string) => boolean} isWanted
 */
function ages(isWanted) {
  const good = receivers.filter(({ name }) => GOOD.includes(name));
  const wanted = good.flatMap(firsts).filter(({ identity }) => isWanted(identity));
  return wanted.map(({ identity, at }) => at - (sentAt.get(identity) ?? NaN));
}

/**
 * Sends the event with which an identity appears, as a customer does: the same again until there is an answer.
 * @param {string} id
 */
async function report(id) {
  sentAt.set(id, Date.now());
  for (;;) {
    const answer = await server.call('POST', '/events', account.secretKey, { id, type: 'signup', identity: { id } }).catch(() => undefined);
    if (answer?.status === 200) return void stored.add(id);
    if (answer && ![429, 503].includes(answer.status)) return void refused.push(`${id}: ${answer.status} ${JSON.stringify(answer.body)}`);
    await sleep(20);
  }
}

/** @param {string} path */
async function get(path) {
  const { status, body } = await server.call('GET', path, account.secretKey);
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [draft]
 */
async function asAdmin(method, path, draft = {}) {
  const signedIn = await server.call('POST', '/auth/login', undefined, { email: account.email, password: account.password });
  const { status, body } = await server.call(method, path, signedIn.body.token, draft);
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/**
 * @param {string} what
 * @param {number} withinMs
 * @param {() => boolean | Promise<boolean>} isSo
 */
async function until(what, withinMs, isSo) {
  const end = Math.min(Date.now() + withinMs, deadline);
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms, or not within ${values.seconds} s in all: ${what}`);
    await sleep(200);
  }
}
