// track: one event of the page's own kind.

import { record } from '../events';
import type { Data, Moment } from '../types';

/** The data of a call as a plain object; throws on anything else and on the keys that are ours. */
export function checkedData(data: unknown): Data {
  if (data == null) return {};
  if (typeof data !== 'object' || Array.isArray(data)) throw 'data must be an object';
  for (const name of Object.keys(data)) if (name[0] === '_') throw 'keys starting with _ are reserved: ' + name;
  return data as Data;
}

export function track(moment: Moment, type: unknown, data?: unknown): void {
  if (typeof type !== 'string' || !/^[a-z0-9_]{1,100}$/.test(type) || type.startsWith('dregs_'))
    throw 'not an event type (a-z, 0-9 and _, at most 100, not dregs_…): ' + type;
  record(type, checkedData(data), moment);
}
