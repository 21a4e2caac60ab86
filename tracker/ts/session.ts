// The session: one id per tab until half an hour of inactivity, and the identity that belongs to it.

import { hex } from './hash';
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
  const digits = hex(crypto.getRandomValues(new Int32Array(4)));
  return digits.replace(/(.{8})(....).(...).(...)/, '$1-$2-4$3-a$4-');
}

const save = () => attempt(() => sessionStorage.setItem(SLOT, JSON.stringify(session)));

/** The session at this time: the one of the tab where it is still alive, otherwise a new one. */
export function currentSession(now: number): Session {
  const stored = session || (attempt(() => JSON.parse(sessionStorage.getItem(SLOT)!)) as Session | null);
  const alive = stored && now - stored.at < IDLE_MS;
  // An identity from an earlier page ends with its session; one that this page knows stays until reset().
  session = alive ? stored : { id: uuid(), at: now, identity: session?.identity };
  session.at = now;
  save();
  return session;
}

/** Attaches an identity to this and every later event of the session; undefined forgets it. */
export function remember(identity: Identity | undefined, now: number): void {
  currentSession(now).identity = identity;
  save();
}
