// init: starts everything. The browser is looked at once the page has loaded, then dregs_init is sent.

import { collect } from '../collect';
import { describe, record } from '../events';
import { watch } from '../interaction';
import { configure } from '../settings';
import inspector from '../signals/inspector';
import { open, release, signWith } from '../transport';
import type { Device, Moment, Options } from '../types';
import { watchPages } from './page_views';

// A page whose load event hangs on one slow image still wants its events.
const LOAD_TIMEOUT_MS = 5000;

let know: (fingerprint: string) => void;
/** Resolves when the fingerprint is known; never rejects. */
export const fingerprintKnown = new Promise<string>((resolve) => (know = resolve));

/** Returns whether this page is tracked; throws what the developer must hear. */
export function init(options: Options, moment: Moment, origin: string): boolean {
  const { key, respectGpc, autoPageViews } = options;
  if (/^sk_/.test(key)) throw 'SECRET KEY IN A PAGE! Revoke it';
  if (!/^pk_/.test(key)) throw 'init needs a pk_ key';
  if (respectGpc && (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) return false;
  configure(options, origin);
  fingerprintKnown.then(signWith);

  watch(() => {
    // Developer tools or a driving program are looked for at the first press: until then nothing acts.
    if (!inspector()) return;
    codes.push('inspector');
    describe(device);
  });
  open();
  const event = record('dregs_init', {}, moment);
  const codes: string[] = [];
  let device: Device | undefined;
  new Promise((resolve) => {
    if (document.readyState === 'complete') resolve(0);
    addEventListener('load', resolve);
    setTimeout(resolve, LOAD_TIMEOUT_MS);
  }).then(async () => {
    event.device = device = await collect(codes, know);
    release();
  });
  if (autoPageViews) watchPages();
  return true;
}
