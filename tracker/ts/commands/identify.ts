// identify: says who this is, for this and every later event of the session. The latest wins.

import { record } from '../events';
import { remember } from '../session';
import type { Identity, Moment } from '../types';
import { checkedData } from './track';

/** `signature` is the HMAC the customer's server made, where the credential demands one. */
export function identify(moment: Moment, id: unknown, data?: unknown, signature?: unknown): void {
  const name = typeof id === 'number' && isFinite(id) ? String(id) : id;
  if (typeof name !== 'string' || !name || name.length > 255) throw 'identify needs an id of 1 to 255 characters';
  const identity: Identity = { id: name };
  if (signature) identity.signature = String(signature);
  // Later events name the person; what is known of them is told once and not kept in the browser.
  record('dregs_identify', {}, moment, data == null ? identity : { ...identity, data: checkedData(data) });
  remember(identity, moment.time);
}
