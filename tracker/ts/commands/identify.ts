// identify: says who this is, for this and every later event of the session. The latest wins.

import { record } from '../events';
import { remember } from '../session';
import type { Identity, Moment } from '../types';
import { checkedData } from './track';

/** `signature` is the HMAC the customer's server made, where the credential demands one. */
export function identify(moment: Moment, who: unknown, data?: unknown, signature?: unknown): void {
  const id = /number|string/.test(typeof who) ? '' + who : '';
  if (!id || id.length > 255) throw 'invalid identity id';
  const identity: Identity = { id };
  if (signature) identity.signature = '' + signature;
  // Later events name the person; what is known of them is told once and not kept in the browser.
  record('dregs_identify', {}, moment, { ...identity, data: checkedData(data) });
  remember(identity, moment.time);
}
