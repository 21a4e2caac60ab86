// How the page was used since the previous event: counts and timings, never what was typed or pointed at.

import { attempt } from './settings';

// Enough for a median; a page that stays open all day must not grow.
const MAX_SAMPLES = 200;
const MAX_GAP_MS = 5000;
const SECTOR_BITS = 3;
const SECTORS = 1 << SECTOR_BITS;

const COUNTERS =
  'pointerMoves pointerCoalescedMax touches clicks centredClicks keyboardClicks pressurelessDowns keyPresses ' +
  'pastedFields autofilledFields scrolls msVisible untrustedEvents oddMoves';

let counts: Record<string, number> = {};
let samples: Record<string, number[]> = {};
let since = 0;
let firstInput: number | null = null;
let visibleSince = 0;
let heading = 0;
let pressedAt = 0;
let lastKeyAt = 0;
const keysDown: Record<string, number> = {};

const count = (name: string, by = 1) => (counts[name] = (counts[name] || 0) + by);

function sample(name: string, value: number): void {
  const list = (samples[name] = samples[name] || []);
  if (list.length < MAX_SAMPLES) list.push(value);
}

/** A robot presses what it aims at in the exact middle. */
function isCentred({ clientX, clientY, target }: MouseEvent): boolean {
  const { left, right, top, bottom } = (target as Element).getBoundingClientRect();
  return Math.hypot(2 * clientX - left - right, 2 * clientY - top - bottom) < 3;
}

/** Mice move by pixels, or by binary fractions of them; the curve of a program lands anywhere. */
const isBetweenPixels = (place: number) => (place * 256 + 0.2) % 1 > 0.4;

const handlers: { [type: string]: (event: any, now: number) => void } = {
  pointermove(event: PointerEvent) {
    count('pointerMoves');
    // Zoom divides the pixels of the page, the system's scale those of the screen: a place is odd if it is in both.
    if (event.pointerType === 'mouse' && [event.clientX * devicePixelRatio, event.screenX].every(isBetweenPixels))
      count('oddMoves');
    const direction = Math.atan2(event.movementY, event.movementX);
    sample('turn', Math.round(((direction - heading) / Math.PI / 2 + 2) * SECTORS) % SECTORS);
    heading = direction;
    const coalesced = event.getCoalescedEvents?.().length || 0;
    counts.pointerCoalescedMax = Math.max(counts.pointerCoalescedMax || 0, coalesced);
  },
  pointerdown({ pointerType, pressure }: PointerEvent, now) {
    pressedAt = now;
    if (pointerType === 'touch') count('touches');
    if (pointerType === 'mouse' && !pressure) count('pressurelessDowns');
  },
  pointerup(_, now) {
    if (pressedAt) sample('hold', now - pressedAt);
    pressedAt = 0;
  },
  click(event: MouseEvent) {
    count('clicks');
    // The keyboard makes clicks too; they have no place and no pressure.
    if (!event.detail) count('keyboardClicks');
    else if (isCentred(event)) count('centredClicks');
  },
  keydown({ code }: KeyboardEvent, now) {
    count('keyPresses');
    if (lastKeyAt && now - lastKeyAt < MAX_GAP_MS) sample('gap', now - lastKeyAt);
    lastKeyAt = keysDown[code] = now;
  },
  keyup({ code }: KeyboardEvent, now) {
    if (keysDown[code]) sample('dwell', now - keysDown[code]!);
    keysDown[code] = 0;
  },
  input({ target }: Event) {
    // Throws where the browser does not know the selector.
    if ((target as Element).matches(':autofill')) count('autofilledFields');
  },
  paste() {
    count('pastedFields');
  },
  scroll() {
    count('scrolls');
  },
};

function visibility(): void {
  const now = performance.now();
  if (visibleSince) count('msVisible', now - visibleSince);
  visibleSince = document.hidden ? 0 : now;
}

/** Starts counting; `firstPress` is called once, at the first press of the visit. */
export function watch(firstPress: () => void): void {
  let pressed = false;
  const listen = (event: Event) => {
    const { type, timeStamp, isTrusted } = event;
    // A page scrolls and fills its own fields by script; only a robot presses by script.
    if (!isTrusted) return /^[pkc]/.test(type) && count('untrustedEvents');
    if ((event as KeyboardEvent).repeat) return false;
    if (/down/.test(type)) {
      firstInput = firstInput ?? Math.round(timeStamp - since);
      if (!pressed) firstPress();
      pressed = true;
    }
    return handlers[type]!(event, timeStamp);
  };
  for (const type in handlers)
    addEventListener(type, (event) => attempt(() => listen(event)), { capture: true, passive: true });
  addEventListener('visibilitychange', visibility);
  // The page has been there since its navigation began.
  visibleSince = +!document.hidden;
}

const mean = (list: number[], value: (item: number) => number) =>
  list.reduce((total, item) => total + value(item), 0) / list.length;

const median = (list: number[]) => Math.round(list.sort((a, b) => a - b)[list.length >> 1]!);

const deviation = (list: number[]) => {
  const middle = mean(list, (item) => item);
  return Math.round(mean(list, (item) => (item - middle) ** 2) ** 0.5);
};

/** Shannon entropy of the changes of direction: 0 a straight line, 1 every turn equally often. */
const entropy = (turns: number[]) => {
  // Each turn adds the information of its own sector, so the mean is the entropy.
  const bits = mean(turns, (turn) => Math.log2(turns.length / turns.filter((other) => other === turn).length));
  return +(bits / SECTOR_BITS).toFixed(3);
};

/** The summary since the last call, and a new start. */
export function summarize(): Record<string, number | null> {
  visibility();
  const measure = (of: (list: number[]) => number, name: string) => (samples[name] ? of(samples[name]!) : null);
  const summary: Record<string, number | null> = {
    pointerEntropy: measure(entropy, 'turn'),
    clickHoldMs: measure(median, 'hold'),
    keyIntervalMs: measure(median, 'gap'),
    keyIntervalSd: measure(deviation, 'gap'),
    keyDwellMs: measure(median, 'dwell'),
    msToFirstInput: firstInput,
  };
  for (const name of COUNTERS.split(' ')) summary[name] = Math.round(counts[name] || 0);
  counts = {};
  samples = {};
  firstInput = null;
  since = performance.now();
  return summary;
}
