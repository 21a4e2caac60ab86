// Lines of a past as shops have it: visits of people, some pages each, with what their server tells of them.

const START = Date.parse('2025-01-01T00:00:00Z');
const DAYS = 90;
/** Visits that go on at the same time. */
const OPEN = 400;
/** Lines of one person, on average. */
const LINES_OF_ONE = 40;

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/**
 * Always the same lines for the same count.
 * @param {number} count
 * @returns {Generator<string>}
 */
export function* lines(count) {
  const chance = chances(7);
  const people = Math.max(10, Math.round(count / LINES_OF_ONE));
  const open = Array.from({ length: OPEN }, () => visit(chance, people));
  for (let number = 0; number < count; number += 1) {
    const at = START + Math.floor((number / count) * DAYS * 86_400_000);
    const place = Math.floor(chance() * OPEN);
    if (open[place].step > open[place].length) open[place] = visit(chance, people);
    yield JSON.stringify(next(open[place], number, at, chance));
  }
}

/** @param {() => number} chance @param {number} people */
function visit(chance, people) {
  const person = Math.floor(chance() * people);
  return {
    person,
    session: uuid(chance),
    // Some are at home, some share an office.
    ip: person % 5 ? `100.${64 + (person >> 16)}.${(person >> 8) & 255}.${person & 255}` : `198.51.100.${person % 250}`,
    length: 4 + Math.floor(chance() * 12),
    step: 0,
  };
}

/** @param {ReturnType<typeof visit>} visit @param {number} number @param {number} at @param {() => number} chance */
function next(visit, number, at, chance) {
  const step = visit.step++;
  const time = new Date(at).toISOString();
  const id = `user_${visit.person}`;
  if (step > 1 && chance() < 0.35) {
    const data = { order: `o-${number}`, total: Math.floor(chance() * 20_000) / 100, items: [{ sku: 'A-1', quantity: 2 }] };
    const identity = { id, data: { name: `Person Number ${visit.person}`, email: `person.${visit.person}@example.com`, plan: 'basic' } };
    const type = ['purchase', 'login', 'profile_updated', 'export_report'][number % 4];
    return { id: `evt_${number}`, type, identity, data, timestamp: time, receivedAt: time, source: 'shop-api' };
  }
  const event = {
    id: `dregs-${uuid(chance)}`,
    key: 'browser',
    type: step === 0 ? 'dregs_init' : step === 1 ? 'dregs_identify' : 'page_view',
    session: visit.session,
    timestamp: new Date(at - 120).toISOString(),
    receivedAt: time,
    ip: visit.ip,
    userAgent: AGENT,
    url: `https://shop.example/products/${number % 997}`,
  };
  if (step === 0) return { ...event, device: device(visit.person) };
  const interaction = {
    pointerMoves: 40 + (number % 200), pointerEntropy: 0.71, clicks: number % 5, keyPresses: number % 30, keyIntervalMs: 140,
    keyIntervalSd: 61, scrolls: number % 12, msToFirstInput: 900 + (number % 700), msVisible: 15_000 + (number % 9_000), untrustedEvents: 0,
  };
  return step === 1 ? { ...event, identity: { id }, interaction } : { ...event, interaction };
}

/** @param {number} person */
function device(person) {
  return {
    userAgent: AGENT, language: 'en-US', languages: ['en-US', 'en'], platform: 'Linux x86_64',
    // Most devices are one person's.
    screen: { width: 1200 + (person % 797), height: 800 + (person % 401), availWidth: 1920, availHeight: 1050, colorDepth: 24, pixelRatio: 1 },
    window: { innerWidth: 1400, innerHeight: 900, outerWidth: 1420, outerHeight: 1000 },
    timezone: 'Europe/Vienna', timezoneOffset: -60, hardwareConcurrency: 8, deviceMemory: 8, maxTouchPoints: 0,
    canvas: `canvas-${person}`, audio: `audio-${person % 90}`,
    webgl: { vendor: 'Google Inc.', renderer: `ANGLE (Vendor ${person % 40})`, hash: `gl-${person % 70}` },
    plugins: ['PDF Viewer', 'Chrome PDF Viewer'], fonts: ['Arial', 'DejaVu Sans', 'Liberation Mono'], webdriver: false, automation: [],
    permissionsInconsistent: false, mediaQueries: { dark: false, reducedMotion: false }, storage: { local: true, session: true },
  };
}

/** @param {() => number} chance */
function uuid(chance) {
  const hex = (/** @type {number} */ digits) => Array.from({ length: digits }, () => Math.floor(chance() * 16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}

/** Chance that repeats itself: mulberry32. @param {number} seed */
function chances(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
