// The shapes that travel: an event, the device record and the summary of how the page was used.

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Data = { [key: string]: Json };

/** What the page passes to `init`. */
export interface Options {
  key: string;
  organization?: string | number;
  endpoint?: string;
  debug?: boolean;
  respectGpc?: boolean;
  autoPageViews?: boolean;
}

/** The signals of one browser. A signal that could not be read is null. */
export type Device = Record<string, unknown>;

/** The person this browser says it belongs to. */
export interface Identity {
  id: string;
  data?: Data;
  /** Travels beside the identity, not inside it. */
  signature?: string;
}

/** One event as the server receives it. */
export interface WireEvent {
  id: string;
  type: string;
  timestamp: string;
  session: string;
  data: Data;
  identity?: Pick<Identity, 'id' | 'data'>;
  signature?: string;
  fingerprint?: string;
  device?: Device;
  interaction?: Record<string, number | null>;
}

/** When and where a call was made: events describe the moment of the call, not of the sending. */
export interface Moment {
  time: number;
  url: string;
}
