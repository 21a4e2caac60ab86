// Looks at the browser: one group of signals per task, no signal may fail or take long.

import { fingerprintOf } from './fingerprint';
import { attempt } from './settings';
import { describing, doubting, identifying, type Group } from './signals';
import inspector from './signals/inspector';
import type { Device } from './types';

const SIGNAL_TIMEOUT_MS = 300;

let device: Device | undefined;
let inspected = false;

/** Lets the page have its turn. A message, because timers are slowed down in background tabs. */
const pause = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(0);
    };
    port2.postMessage(0);
  });

const limited = (answer: Promise<unknown>) =>
  Promise.race([answer.catch(() => null), new Promise((resolve) => setTimeout(resolve, SIGNAL_TIMEOUT_MS, null))]);

async function read(record: Device, groups: Group[]): Promise<void> {
  const slow: Promise<unknown>[] = [];
  for (const group of groups) {
    await pause();
    for (const name in group) {
      const value = attempt(() => group[name]!(record));
      record[name] = value;
      if (value instanceof Promise) slow.push(limited(value).then((answer) => (record[name] = answer ?? null)));
    }
  }
  await Promise.all(slow);
}

/** The full record; `identified` gets the fingerprint as soon as it is known. */
export async function collect(identified: (fingerprint: string) => void): Promise<{ fingerprint: string; record: Device }> {
  const record: Device = {};
  await read(record, identifying);
  await pause();
  const fingerprint = fingerprintOf(record);
  identified(fingerprint);
  await read(record, describing);
  const codes = (record.automation || []) as string[];
  if (codes.some((code) => /platform|patched|proxied/.test(code))) {
    const disguised = await limited(Promise.resolve(record).then(doubting));
    if (disguised) codes.push('worker');
  }
  if (inspected) codes.push('inspector');
  record.automation = codes;
  device = record;
  return { fingerprint, record };
}

/** Asks for the inspector; returns the record when that changed it. */
export function inspect(): Device | undefined {
  inspected = !!attempt(inspector);
  if (!inspected || !device) return undefined;
  (device.automation as string[]).push('inspector');
  return device;
}
