// The session: one id per tab until half an hour of inactivity, and the identity that belongs to it.

import { attempt } from './settings';
import type { Identity } from './types';

const SLOT = 'dregs.session';
const IDLE_MS = 30 * 60 * 1000;

interface Session {
  id: string;
  at: number;
  identity?: Identity | undefined;
}

let session: Session | undefined;

/** A random version 4 uuid. `crypto.randomUUID` is missing on plain http. */
export function uuid(): string {
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
    (+digit ^ (crypto.getRandomValues(new Uint8Array(1))[0]! & (15 >> (+digit / 4)))).toString(16),
  );
}

const save = () => attempt(() => sessionStorage.setItem(SLOT, JSON.stringify(session)));

/** The session at this time: the one of the tab where it is still alive, otherwise a new one. */
export function currentSession(now: number): Session {
  const stored = session || (attempt(() => JSON.parse(sessionStorage.getItem(SLOT)!)) as Session | null);
  const alive = stored && Math.abs(now - stored.at) < IDLE_MS;
  // An identity from an earlier page ends with its session; one that this page knows stays until reset().
  session = alive ? stored : { id: uuid(), at: now, identity: session && session.identity };
  session.at = now;
  save();
  return session;
}

/** Input on the page keeps the session alive, even when no event is sent. */
export function stayAwake(now: number): void {
  if (session && now - session.at < IDLE_MS) session.at = now;
}

/** Attaches an identity to this and every later event of the session; undefined forgets it. */
export function remember(identity: Identity | undefined, now: number): void {
  currentSession(now).identity = identity;
  save();
}
