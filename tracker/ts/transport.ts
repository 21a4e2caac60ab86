// Delivery: events wait here until the server has answered, and are never lost on the way there.
//
// While the page lives they go by fetch with keepalive, one batch at a time, so that they arrive in order. When the
// page is left they go by beacon. A beacon is not proof, so they stay stored and go again from the next page: every
// event carries its own id, and the server stores an id once.

import { attempt, complain, endpoint, settings } from './settings';
import { bytes, serialize } from './serialize';
import { uuid } from './session';
import type { WireEvent } from './types';

const MAX_EVENTS = 100;
const FULL_BATCH = 25;
const BATCH_DELAY_MS = 50;
// Browsers allow 64 KB in flight for everything that outlives the page.
const MAX_BATCH_BYTES = 60000;
const ANSWER_TIMEOUT_MS = 15000;
const MAX_BACKOFF_S = 300;
const MAX_STORED_AGE_MS = 3 * 24 * 60 * 60 * 1000;

let queue: WireEvent[] = [];
// The head of the queue that a request is carrying, and the head that a beacon has carried.
let inFlight = 0;
let beaconed = 0;
let fingerprint: string | undefined;
let ready = false;
let slot = '';
let failures = 0;
let notBefore = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let sending: Promise<void> | null = null;

/** The first events of a list that fit into one request: how many, and the request's body. */
function nextBatch(events: WireEvent[]): [count: number, body: string] {
  const { key } = settings!;
  const batch: WireEvent[] = [];
  let size = 0;
  for (const event of events) {
    const signed = { fingerprint, ...event };
    size += serialize(signed).length;
    if (batch[0] && size > MAX_BATCH_BYTES) break;
    batch.push(signed);
  }
  return [batch.length, serialize(batch[1] ? { key, events: batch } : { key, ...batch[0] })];
}

/** Keeps in localStorage what is not delivered, and nothing as soon as everything is. */
function store(): void {
  attempt(() => (queue[0] ? localStorage.setItem(slot, JSON.stringify(queue)) : localStorage.removeItem(slot)));
}

function plan(delay: number): void {
  timer = timer || setTimeout(flush, Math.max(delay, notBefore - Date.now()));
}

/** Adds an event to what waits. */
export function enqueue(event: WireEvent): void {
  const waiting = queue.push(event) - inFlight;
  if (waiting > MAX_EVENTS) {
    // The oldest goes, but for the very first, which says what browser this is.
    queue.splice(inFlight + 1, 1);
    complain('too many events');
  }
  if (waiting >= FULL_BATCH && !failures) flush();
  plan(BATCH_DELAY_MS);
}

async function send(): Promise<void> {
  const [count, body] = nextBatch(queue);
  let status = 0;
  let retryAfterS = 0;
  inFlight = count;
  try {
    const response = await fetch(endpoint + '/events', {
      method: 'POST',
      // Plain text, as a string is sent, needs no preflight.
      body,
      keepalive: bytes(body).length < MAX_BATCH_BYTES,
      credentials: 'omit',
      signal: AbortSignal.timeout?.(ANSWER_TIMEOUT_MS),
    });
    status = response.status;
    retryAfterS = +response.headers.get('Retry-After')!;
  } catch {
    // Offline, blocked or refused by CORS: the same to us.
  }
  inFlight = 0;
  if (settings!.debug) console.debug('dregs', count, status);
  if (/^(0|408|429|5..)$/.test('' + status)) {
    // Twice as long each time, and not all browsers at once.
    const backoffS = Math.min(2 ** failures++, MAX_BACKOFF_S) * (0.75 + Math.random() / 2);
    notBefore = Date.now() + 1000 * (retryAfterS || backoffS);
  } else {
    // Delivered, or refused for good.
    queue.splice(0, count);
    beaconed -= count;
    failures = notBefore = 0;
  }
  store();
  if (queue[0]) plan(0);
}

/** Sends what waits. Resolves when the request that is under way has been answered. */
export async function flush(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (!sending && ready && queue[0]) sending = send();
  await sending;
  sending = null;
}

/** The page is hidden or being left: it may never run again. */
function leave(): void {
  if (queue[0]) store();
  // Hiding is announced before leaving; what a beacon has carried stays for the case that it did not arrive.
  let rest = queue.slice(Math.max(inFlight, beaconed));
  beaconed = queue.length;
  while (rest[0]) {
    const [count, body] = nextBatch(rest);
    // False when it is too big or refused.
    if (!attempt(() => navigator.sendBeacon(endpoint + '/events', body))) break;
    rest = rest.slice(count);
  }
}

function resume(): void {
  failures = notBefore = beaconed = 0;
  flush();
}

/** Prepares delivery: before `release`, only leaving the page sends. */
export function open(): void {
  slot = 'dregs.' + settings!.key + uuid();
  addEventListener('pagehide', leave);
  addEventListener('visibilitychange', () => {
    if (!document.hidden) resume();
    // A page that is hidden while it loads goes on loading, and then says more.
    else if (ready) leave();
  });
  addEventListener('online', resume);
}

/** The fingerprint that events carry from now on. */
export function signWith(known: string): void {
  fingerprint = known;
}

/** Events may go, and with them what earlier pages of this site could not deliver. */
export function release(): void {
  attempt(() => {
    for (const name in localStorage) {
      if (!name.startsWith('dregs.' + settings!.key) || name === slot) continue;
      const events = localStorage.getItem(name)!;
      localStorage.removeItem(name);
      for (const event of JSON.parse(events) as WireEvent[])
        if (Date.parse(event.timestamp) > Date.now() - MAX_STORED_AGE_MS) queue.push(event);
    }
  });
  queue = queue.slice(0, MAX_EVENTS);
  ready = true;
  flush();
}
