// How the page was used since the previous event: counts and timings, never what was typed or pointed at.

import { attempt } from './settings';
import { stayAwake } from './session';

// Enough for a median; a page that stays open all day must not grow.
const MAX_SAMPLES = 200;
const MAX_GAP_MS = 5000;
const SECTORS = 8;

const fresh = () => ({
  pointerMoves: 0,
  pointerEntropy: null as number | null,
  pointerCoalescedMax: 0,
  touches: 0,
  clicks: 0,
  centredClicks: 0,
  keyboardClicks: 0,
  pressurelessDowns: 0,
  clickHoldMs: null as number | null,
  keyPresses: 0,
  keyIntervalMs: null as number | null,
  keyIntervalSd: null as number | null,
  keyDwellMs: null as number | null,
  pastedFields: 0,
  autofilledFields: 0,
  scrolls: 0,
  msToFirstInput: null as number | null,
  msVisible: 0,
  untrustedEvents: 0,
});

let counts = fresh();
let since = 0;
let visibleSince = 0;
let turns: number[] = [];
let holds: number[] = [];
let gaps: number[] = [];
let dwells: number[] = [];
let pasted = new Set<unknown>();
let autofilled = new Set<unknown>();

let x = 0;
let y = 0;
let heading = 0;
let pressedAt = 0;
let lastKeyAt = 0;
const keysDown = new Map<string, number>();

const sample = (list: number[], value: number) => list.length < MAX_SAMPLES && list.push(value);

/** A robot presses what it aims at in the exact middle. */
function isCentred({ clientX, clientY, target }: MouseEvent): boolean {
  const { left, right, top, bottom } = (target as Element).getBoundingClientRect();
  return Math.hypot(clientX - (left + right) / 2, clientY - (top + bottom) / 2) < 1.5;
}

const handlers: { [type: string]: (event: any) => void } = {
  pointermove(event: PointerEvent) {
    counts.pointerMoves++;
    const direction = Math.atan2(event.screenY - y, event.screenX - x);
    const sector = Math.round(((direction - heading) / Math.PI / 2 + 2) * SECTORS) % SECTORS;
    turns[sector] = (turns[sector] || 0) + 1;
    heading = direction;
    x = event.screenX;
    y = event.screenY;
    counts.pointerCoalescedMax = Math.max(counts.pointerCoalescedMax, event.getCoalescedEvents?.().length || 0);
  },
  pointerdown(event: PointerEvent) {
    pressedAt = event.timeStamp;
    if (event.pointerType === 'touch') counts.touches++;
    if (event.pointerType === 'mouse' && !event.pressure) counts.pressurelessDowns++;
  },
  pointerup(event: PointerEvent) {
    if (pressedAt) sample(holds, event.timeStamp - pressedAt);
    pressedAt = 0;
  },
  click(event: MouseEvent) {
    counts.clicks++;
    // The keyboard makes clicks too; they have no place and no pressure.
    if (!event.detail) counts.keyboardClicks++;
    else if (isCentred(event)) counts.centredClicks++;
  },
  keydown(event: KeyboardEvent) {
    if (event.repeat) return;
    counts.keyPresses++;
    const gap = event.timeStamp - lastKeyAt;
    if (lastKeyAt && gap < MAX_GAP_MS) sample(gaps, gap);
    lastKeyAt = event.timeStamp;
    keysDown.set(event.code, lastKeyAt);
  },
  keyup(event: KeyboardEvent) {
    const pressed = keysDown.get(event.code);
    if (pressed) sample(dwells, event.timeStamp - pressed);
    keysDown.delete(event.code);
  },
  input({ target }: Event) {
    // Throws where the browser does not know the selector.
    if ((target as Element).matches(':autofill')) autofilled.add(target);
  },
  paste({ target }: Event) {
    pasted.add(target);
  },
  scroll() {
    counts.scrolls++;
  },
};

function visibility(): void {
  const now = performance.now();
  if (visibleSince) counts.msVisible += now - visibleSince;
  visibleSince = document.hidden ? 0 : now;
}

/** Starts counting; `firstPress` is called once, at the first press of the visit. */
export function watch(firstPress: () => void): void {
  let pressed = false;
  const listen = (event: Event) =>
    attempt(() => {
      const { type, timeStamp } = event;
      if (!event.isTrusted) {
        // A page scrolls and fills its own fields by script; only a robot presses by script.
        if (/^[pkc]/.test(type)) counts.untrustedEvents++;
        return;
      }
      if (/down/.test(type)) {
        counts.msToFirstInput = counts.msToFirstInput ?? Math.round(timeStamp - since);
        stayAwake(Date.now());
        if (!pressed) firstPress();
        pressed = true;
      }
      handlers[type]!(event);
    });
  for (const type in handlers) addEventListener(type, listen, { capture: true, passive: true });
  document.addEventListener('visibilitychange', visibility);
  // The page has been there since its navigation began.
  visibleSince = document.hidden ? 0 : 1;
}

const sum = (list: number[], value: (item: number) => number) => list.reduce((total, item) => total + value(item), 0);

const median = (list: number[]) =>
  list.length ? Math.round(list.sort((a, b) => a - b)[list.length >> 1]!) : null;

const deviation = (list: number[]) => {
  const mean = sum(list, (gap) => gap) / list.length;
  return list.length > 1 ? Math.round(Math.sqrt(sum(list, (gap) => (gap - mean) ** 2) / list.length)) : null;
};

/** Shannon entropy of the changes of direction: 0 a straight line, 1 every turn equally often. */
const entropy = (total: number) =>
  total ? +(-sum(turns, (count) => (count / total) * Math.log2(count / total)) / 3).toFixed(3) : null;

/** The summary since the last call, and a new start. */
export function summarize(): Record<string, number | null> {
  visibility();
  const done = counts;
  done.msVisible = Math.round(done.msVisible);
  done.pointerEntropy = entropy(done.pointerMoves);
  done.clickHoldMs = median(holds);
  done.keyIntervalMs = median(gaps);
  done.keyIntervalSd = deviation(gaps);
  done.keyDwellMs = median(dwells);
  done.pastedFields = pasted.size;
  done.autofilledFields = autofilled.size;
  counts = fresh();
  since = performance.now();
  turns = [];
  holds = [];
  gaps = [];
  dwells = [];
  pasted = new Set();
  autofilled = new Set();
  return done;
}
