/** The public interface of dregs.js, as `window.dregs`. */

export type DregsJson = string | number | boolean | null | DregsJson[] | { [key: string]: DregsJson };

/** Data of an event or an identity. Keys that start with `_` are reserved. */
export type DregsData = { [key: string]: DregsJson };

export interface DregsOptions {
  /** The public key, `pk_…`. A secret key is refused. */
  key: string;
  /** The organization this person acts for; becomes a group of type `organization`. */
  organization?: string | number;
  /** Where the API is; without it `/api` on the origin the script came from. */
  endpoint?: string;
  /** Writes every delivery to the console. */
  debug?: boolean;
  /** Does nothing at all when the browser sends Global Privacy Control. Off by default. */
  respectGpc?: boolean;
  /** Sends `page_view` at every change of the address. */
  autoPageViews?: boolean;
}

/** One browser on one machine, as the server knows it. */
export interface DregsDevice {
  fingerprint: string;
  ip: string | null;
  asn: string | null;
  asnLabel: string | null;
  userAgent: string | null;
  city: string | null;
  region: string | null;
  country: string | null;
  countryCode: string | null;
  timezone: string | null;
  latitude: number | null;
  longitude: number | null;
  disregarded: boolean;
  firstSeenAt: string;
  lastSeenAt: string;
  sessions: { count: number; firstStartedAt: string; lastStartedAt: string };
}

export interface DregsCommands {
  /** First of all. The browser is looked at once the page has loaded, then `dregs_init` is sent. */
  init(options: DregsOptions): void;
  /**
   * Says who this is, for this and every later event of the session; the latest wins. `signature` is the hex
   * HMAC-SHA256 of the id, where the credential demands signed identification.
   */
  identify(id: string | number, data?: DregsData | null, signature?: string): void;
  /** Sends an event of the page's own type: `a-z`, `0-9` and `_`, at most 100 characters. */
  track(type: string, data?: DregsData | null): void;
  /** Forgets the identity, for a logout. */
  reset(): void;
  /** The fingerprint of this device, 32 hex digits. Rejects after 10 seconds. */
  fingerprint(): Promise<string>;
  /** What the server knows of this device, or null. */
  getDeviceInfo(): Promise<DregsDevice | null>;
  /** Whether `init` was called and accepted. */
  isInitialized(): boolean;
}

export interface Dregs extends DregsCommands {
  /** The same commands by name: `dregs('track', 'signup')`. */
  <Name extends keyof DregsCommands>(
    name: Name,
    ...args: Parameters<DregsCommands[Name]>
  ): ReturnType<DregsCommands[Name]>;
  readonly version: string;
}

declare global {
  interface Window {
    dregs: Dregs;
  }
  const dregs: Dregs;
}
