// track: one event of the page's own kind.

import { record } from '../events';
import type { Data, Moment } from '../types';

/** The data of a call; throws on what is no plain object and on keys that are ours. */
export function checkedData(given: unknown): Data {
  const data = given ?? {};
  if (typeof data !== 'object' || Array.isArray(data) || Object.keys(data).some((name) => name[0] === '_'))
    throw 'invalid data (_keys are reserved)';
  return data as Data;
}

export function track(moment: Moment, type: unknown, data?: unknown): void {
  if (!/^(?!dregs_)[a-z0-9_]{1,100}$/.test(type as string)) throw 'invalid event type ' + type;
  record(type as string, checkedData(data), moment);
}
