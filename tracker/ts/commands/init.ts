// init: starts everything. The browser is looked at once the page has loaded, then dregs_init is sent.

import { collect, inspect } from '../collect';
import { complete, record, useDevice } from '../events';
import { watch } from '../interaction';
import { configure, complain, settings } from '../settings';
import { open, release } from '../transport';
import type { Moment, Options } from '../types';
import { watchPages } from './page_views';

// A page whose load event hangs on one slow image still wants its events.
const LOAD_TIMEOUT_MS = 5000;

let known: (fingerprint: string) => void;
/** Resolves when the fingerprint is known; never rejects. */
export const fingerprintKnown = new Promise<string>((resolve) => (known = resolve));

async function lookAround(announce: () => void): Promise<void> {
  const { fingerprint, record } = await collect(known);
  useDevice(fingerprint, record);
  announce();
  release(complete);
}

/** Returns whether this page is tracked. */
export function init(options: Options, moment: Moment, origin: string): boolean {
  const key = String(options?.key);
  if (!/^pk_/.test(key)) {
    complain(
      /^sk_/.test(key)
        ? 'this is a SECRET key. Anyone can read it here: revoke it now and use the public key (pk_…). Nothing is sent.'
        : 'init needs the public key: { key: "pk_…" }',
    );
    return false;
  }
  if (options.respectGpc && (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) return false;
  configure(options, origin);

  let announced = false;
  const announce = () => {
    announced = true;
    record('dregs_init', {}, moment, undefined, true);
  };
  // Developer tools or a driving program are looked for at the first press: until then nothing acts.
  watch(() => {
    const changed = inspect();
    if (changed) useDevice(undefined, changed);
  });
  // A visitor who leaves before the browser was looked at is still counted, without a device.
  open(() => announced || announce());

  let begun = false;
  const begin = () => {
    if (!begun) lookAround(announce);
    begun = true;
  };
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin);
  setTimeout(begin, LOAD_TIMEOUT_MS);
  if (options.autoPageViews) watchPages(moment);
  return settings !== undefined;
}
