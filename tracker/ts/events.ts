// Makes events: everything that is true at the moment of the call is written down then.

import { summarize } from './interaction';
import { serialize } from './serialize';
import { currentSession, uuid } from './session';
import { settings } from './settings';
import { enqueue } from './transport';
import type { Data, Device, Identity, Moment, WireEvent } from './types';

let unsent: Device | undefined;

/** The next event carries this record. */
export function describe(device: Device | undefined): void {
  unsent = device;
}

export const moment = (): Moment => ({ time: Date.now(), url: location.href });

/** Throws on data that is not JSON, before anything is counted or queued. */
export function record(type: string, data: Data, { time, url }: Moment, speaker?: Identity): WireEvent {
  const session = currentSession(time);
  const known = speaker || session.identity;
  const { organization } = settings!;
  // A copy, since the page may change its objects before the event is sent.
  const event: WireEvent = JSON.parse(
    serialize({
      id: 'dregs-' + uuid(),
      type,
      timestamp: new Date(time),
      session: session.id,
      identity: known && { id: known.id, data: known.data },
      signature: known?.signature,
      data: { ...data, _u: url, _o: organization && '' + organization, _i: known?.id },
      device: unsent,
    }),
  );
  event.interaction = summarize();
  unsent = undefined;
  enqueue(event);
  return event;
}
