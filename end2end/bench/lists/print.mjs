// What was measured, as two tables: a line for each kind of request, and a line for each query.

import { queries } from './queries.mjs';

/** @typedef {{ p50: number, p95: number }} Times */

const ms = (/** @type {number} */ time) => time.toFixed(time < 10 ? 1 : 0);

/**
 * Prints the tables, and gives how many are over the limit; the worst cases do not count.
 * @param {Record<string, Record<string, Times>>} results
 * @param {number} limit
 */
export function print(results, limit) {
  const columns = Object.keys(results).sort((a, b) => Number(b.startsWith('sqlite')) - Number(a.startsWith('sqlite')));
  const asked = queries(1_000).filter((query) => columns.some((column) => results[column][query.name]));
  const kinds = [...new Set(asked.map((query) => query.kind))];
  head('Kind of request, and how many queries', columns, ['slowest']);
  for (const kind of kinds) {
    const names = asked.filter((query) => query.kind === kind).map((query) => query.name);
    const cells = columns.map((column) => summary(names, results[column], limit));
    row([`${kind} (${names.length})`, ...cells.map((cell) => cell.text), slowest(names, columns, results)]);
  }
  console.log('');
  head('Query', columns, []);
  let slow = 0;
  for (const { name, worst } of asked) {
    const cells = columns.map((column) => {
      const times = results[column][name];
      if (times && times.p95 > limit && !worst) slow += 1;
      return times ? text(times, limit) : '';
    });
    row([name, ...cells]);
  }
  const all = asked.filter((query) => !query.worst).length * columns.length;
  console.log(slow ? `\n${slow} of ${all} are over ${limit} ms.` : `\nNone of ${all} is over ${limit} ms.`);
  return slow;
}

/**
 * The middle p50 of some queries, and their largest p95.
 * @param {string[]} names
 * @param {Record<string, Times>} results
 * @param {number} limit
 */
function summary(names, results, limit) {
  const times = names.flatMap((name) => results[name] ?? []);
  if (!times.length) return { text: '' };
  const middle = times.map(({ p50 }) => p50).sort((a, b) => a - b)[times.length >> 1];
  return { text: text({ p50: middle, p95: Math.max(...times.map(({ p95 }) => p95)) }, limit) };
}

/**
 * The query with the largest p95 of all.
 * @param {string[]} names
 * @param {string[]} columns
 * @param {Record<string, Record<string, Times>>} results
 */
function slowest(names, columns, results) {
  const worst = (/** @type {string} */ name) => Math.max(...columns.map((column) => results[column][name]?.p95 ?? 0));
  return names.reduce((slowest, name) => (worst(name) > worst(slowest) ? name : slowest));
}

/** @type {(times: Times, limit: number) => string} */
const text = ({ p50, p95 }, limit) => `${ms(p50)} / ${p95 > limit ? `**${ms(p95)}**` : ms(p95)}`;

/** @param {string} first @param {string[]} columns @param {string[]} more */
function head(first, columns, more) {
  row([first, ...columns, ...more]);
  row([' --- ', ...columns.map(() => ' ---: '), ...more.map(() => ' --- ')]);
}

/** @param {string[]} cells */
function row(cells) {
  console.log(`| ${cells.join(' | ')} |`);
}
