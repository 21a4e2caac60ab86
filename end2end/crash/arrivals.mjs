// What arrived at a receiver, against what should have, and how long things took.

/** @typedef {import('../support/receiver.mjs').Arrival} Arrival */
/** @typedef {import('../support/receiver.mjs').Receiver} Receiver */

/**
 * What a receiver got, and what it should have got.
 * @param {Receiver} receiver
 * @param {Set<number>} told Ids of escalations.
 */
export function compare(receiver, told) {
  /** @type {Map<number, Arrival[]>} */
  const got = new Map();
  for (const arrival of receiver.arrivals) got.set(arrival.escalation, [...(got.get(arrival.escalation) ?? []), arrival]);
  const lost = [...told].filter((id) => !got.has(id));
  const strange = [...got.keys()].filter((id) => !told.has(id));
  const renamed = [...got].filter(([, arrivals]) => new Set(arrivals.map(({ delivery }) => delivery)).size > 1).map(([id]) => id);
  // Who floods us with a body has said 200 before.
  const taken = (/** @type {import('../support/receiver.mjs').Arrival} */ one) => one.answeredAt !== undefined || one.behaviour === 'flood';
  const refused = [...got].filter(([, arrivals]) => !arrivals.some(taken)).map(([id]) => id);
  /** When those were answered that came again nevertheless, once for each time. @type {number[]} */
  const repeated = [];
  for (const arrivals of got.values()) {
    const first = arrivals.findIndex(({ answeredAt }) => answeredAt !== undefined);
    if (first >= 0) repeated.push(...arrivals.slice(first, -1).map(({ answeredAt, at }) => answeredAt ?? at));
  }
  const counts = new Map();
  for (const { behaviour } of receiver.arrivals) counts.set(behaviour, (counts.get(behaviour) ?? 0) + 1);
  console.log(`${receiver.name}: ${told.size} deliveries, ${repeated.length} duplicates, arrivals ${JSON.stringify(Object.fromEntries(counts))}`);
  const faults = Object.entries({ lost, strange, renamed, refused }).filter(([, ids]) => ids.length);
  return { repeated, faults: faults.map(([what, ids]) => `${receiver.name}: ${ids.length} ${what}: ${ids.slice(0, 5)}`) };
}

/**
 * The first arrival about each escalation.
 * @param {Receiver} receiver
 * @returns {Arrival[]}
 */
export function firsts(receiver) {
  const seen = new Map();
  for (const arrival of receiver.arrivals) if (!seen.has(arrival.escalation)) seen.set(arrival.escalation, arrival);
  return [...seen.values()];
}

/** @param {number[]} took */
export function spread(took) {
  return `p50 ${percentile(took, 50)} ms, p99 ${percentile(took, 99)} ms, at most ${Math.max(...took)} ms`;
}

/**
 * @param {number[]} took
 * @param {number} percent
 */
export function percentile(took, percent) {
  const sorted = [...took].sort((one, two) => one - two);
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1];
}
