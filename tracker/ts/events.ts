// Makes events: everything that is true at the moment of the call is written down then.

import { summarize } from './interaction';
import { serialize } from './serialize';
import { currentSession, uuid } from './session';
import { settings } from './settings';
import { enqueue } from './transport';
import type { Data, Device, Identity, Moment, WireEvent } from './types';

let fingerprint: string | undefined;
let device: Device | undefined;
let deviceChanged = false;

/** Later events carry this fingerprint, and the next one carries the record. */
export function useDevice(id: string | undefined, record: Device | undefined): void {
  fingerprint = id;
  device = record;
  deviceChanged = true;
}

/** Adds to an event what was not known yet when it was made. */
export function complete(event: WireEvent): void {
  if (fingerprint) event.fingerprint ??= fingerprint;
}

/** Throws on data that is not JSON, before anything is counted or queued. */
export function record(type: string, data: Data, moment: Moment, identity?: Identity, first?: boolean): void {
  const session = currentSession(moment.time);
  const known = identity || session.identity;
  const { organization } = settings!;
  // A copy, since the page may change its object before the event is sent.
  const copy = JSON.parse(
    serialize({
      ...data,
      _u: moment.url,
      _o: organization === undefined ? organization : String(organization),
      _i: known && known.id,
    }),
  ) as Data;
  const event: WireEvent = {
    id: 'dregs-' + uuid(),
    type,
    timestamp: new Date(moment.time).toISOString(),
    session: session.id,
    data: copy,
  };
  if (known) event.identity = known;
  complete(event);
  if (deviceChanged) event.device = device!;
  deviceChanged = false;
  event.interaction = summarize();
  enqueue(event, first);
}
