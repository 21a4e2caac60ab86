// Looks at the browser: one group of signals per task, no signal may fail or take long.

import { fingerprintOf } from './fingerprint';
import { attempt } from './settings';
import { concluding, describing, identifying, type Group } from './signals';
import browser from './signals/browser';
import engine from './signals/engine';
import type { Device } from './types';

const SIGNAL_TIMEOUT_MS = 300;

/** Lets the page have its turn. A message, because timers are slowed down in background tabs. */
const pause = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(port1.close());
    port2.postMessage(0);
  });

async function read(record: Device, ...groups: Group[]): Promise<void> {
  const slow: Promise<unknown>[] = [];
  for (const group of groups) {
    await pause();
    for (const name in group) {
      const value = (record[name] = attempt(() => group[name]!(record)));
      if ((value as Promise<unknown> | null)?.then) {
        const timeout = new Promise((resolve) => setTimeout(resolve, SIGNAL_TIMEOUT_MS));
        const answer = Promise.race([value, timeout]).catch(() => null);
        slow.push(answer.then((known) => (record[name] = known ?? null)));
      }
    }
  }
  await Promise.all(slow);
}

/** The full record; `identified` gets the fingerprint as soon as it is known. Adds to the automation codes. */
export async function collect(codes: string[], identified: (fingerprint: string) => void): Promise<Device> {
  const record: Device = { engine: engine(), automation: codes, ...browser() };
  await read(record, ...identifying);
  await pause();
  identified(fingerprintOf(record));
  await read(record, describing);
  await read(record, concluding);
  return record;
}
