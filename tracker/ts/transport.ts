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
const MAX_RETRY_AFTER_S = 3600;
const MAX_FAILURES = 12;
const MAX_STORED_AGE_MS = 3 * 24 * 60 * 60 * 1000;

let queue: WireEvent[] = [];
let inFlight = 0;
let held = true;
let posted = new WeakSet<WireEvent>();
let slot = '';
let stored = false;
let failures = 0;
let notBefore = 0;
let timer: number | undefined;
let sending: Promise<void> | undefined;

/** The first events of a list that fit into one request. */
function nextBatch(events: WireEvent[]): { count: number; body: string; size: number } {
  const parts: string[] = [];
  let size = 0;
  for (const event of events) {
    const part = serialize(event);
    const length = bytes(part).length + 1;
    if (parts.length && size + length > MAX_BATCH_BYTES) break;
    parts.push(part);
    size += length;
  }
  const key = '{"key":' + serialize(settings!.key) + ',';
  const body = key + (parts.length > 1 ? '"events":[' + parts + ']}' : parts[0]!.slice(1));
  return { count: parts.length, body, size: size + 100 };
}

/** Keeps in localStorage what is not delivered, and nothing as soon as everything is. */
function store(): void {
  attempt(() => {
    if (queue.length) localStorage.setItem(slot, JSON.stringify(queue));
    else if (stored) localStorage.removeItem(slot);
    stored = !!queue.length;
  });
}

/** Takes over what earlier pages of this site could not deliver. */
function adopt(prefix: string): void {
  attempt(() => {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(prefix)) continue;
      const events = attempt(() => JSON.parse(localStorage.getItem(name)!) as WireEvent[]) || [];
      localStorage.removeItem(name);
      queue.push(...events.filter((event) => Date.parse(event.timestamp) > Date.now() - MAX_STORED_AGE_MS));
    }
    queue = queue.slice(0, MAX_EVENTS);
    if (queue.length) store();
  });
}

function plan(delay: number): void {
  timer ??= setTimeout(flush, Math.max(delay, notBefore - Date.now())) as unknown as number;
}

/** Adds an event; `first` puts it before the others that wait. */
export function enqueue(event: WireEvent, first?: boolean): void {
  if (queue.length - inFlight >= MAX_EVENTS) {
    // The oldest goes, but not what says which browser and whose it is.
    const oldest = queue.findIndex((waiting, index) => index >= inFlight && !waiting.type.startsWith('dregs_'));
    complain('too many events, dropped', queue.splice(Math.max(oldest, inFlight), 1)[0]!.type);
  }
  if (first) queue.splice(inFlight, 0, event);
  else queue.push(event);
  if (stored) store();
  if (queue.length - inFlight >= FULL_BATCH && Date.now() >= notBefore) flush();
  plan(BATCH_DELAY_MS);
}

/** The server asked to wait, or we do: twice as long each time, and not all browsers at once. */
function retryDelay(header: string | null): number {
  const asked = header ? +header || (Date.parse(header) - Date.now()) / 1000 : 0;
  const backoff = Math.min(2 ** (failures - 1), MAX_BACKOFF_S) * (0.75 + Math.random() / 2);
  return 1000 * (asked > 0 ? Math.min(asked, MAX_RETRY_AFTER_S) : backoff);
}

async function send(): Promise<void> {
  const { count, body, size } = nextBatch(queue);
  const timeout = new AbortController();
  const alarm = setTimeout(() => timeout.abort(), ANSWER_TIMEOUT_MS);
  let status = 0;
  let retryAfter: string | null = null;
  inFlight = count;
  try {
    const response = await fetch(endpoint + '/events', {
      method: 'POST',
      // A plain text body needs no preflight.
      headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
      body,
      keepalive: size < MAX_BATCH_BYTES,
      credentials: 'omit',
      signal: timeout.signal,
    });
    status = response.status;
    retryAfter = response.headers.get('Retry-After');
  } catch {
    // Offline, blocked or refused by CORS: the same to us.
  }
  clearTimeout(alarm);
  inFlight = 0;
  if (settings!.debug) console.debug('dregs:', count, 'events,', status || 'no answer');
  if (!status || status === 408 || status === 429 || status > 499) {
    failures++;
    notBefore = Date.now() + retryDelay(retryAfter);
  } else {
    // Delivered, or refused for good.
    queue.splice(0, count);
    failures = notBefore = 0;
  }
  if (stored || failures) store();
  // After that many failures only something new starts it again: an event, coming online, another page.
  if (queue.length && failures < MAX_FAILURES) plan(0);
}

/** Sends what waits. Resolves when the request that is under way has been answered. */
export function flush(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (!sending && queue.length && !held)
    sending = send().finally(() => {
      sending = undefined;
    });
  return sending || Promise.resolve();
}

/** The page is being left: it may never run again. */
function leave(): void {
  // Leaving is announced twice, as hidden and as pagehide.
  let rest = queue.slice(inFlight).filter((event) => !posted.has(event));
  if (queue.length) store();
  while (rest.length) {
    const { count, body } = nextBatch(rest);
    rest.slice(0, count).forEach((event) => posted.add(event));
    // False when it is too big or refused; then it stays stored for the next page.
    if (!attempt(() => navigator.sendBeacon(endpoint + '/events', body)))
      attempt(() => fetch(endpoint + '/events', { method: 'POST', body, keepalive: true, credentials: 'omit' }).catch(() => 0));
    rest = rest.slice(count);
  }
}

function resume(): void {
  failures = notBefore = 0;
  posted = new WeakSet();
  flush();
}

/** Starts delivery; `beforeLeaving` may still add events. Nothing is sent before `release`, but for leaving. */
export function open(beforeLeaving: () => void): void {
  const prefix = 'dregs.' + settings!.key + '.';
  adopt(prefix);
  slot = prefix + uuid();
  const left = () => {
    beforeLeaving();
    leave();
  };
  addEventListener('pagehide', left);
  document.addEventListener('visibilitychange', () => (document.hidden ? left() : resume()));
  addEventListener('online', resume);
}

/** The fingerprint is known, or will not be: events may go. */
export function release(complete: (event: WireEvent) => void): void {
  held = false;
  queue.forEach(complete);
  flush();
}
