// What `init` was told, the address events go to, and the one way of speaking to the console.

import type { Options } from './types';

export let settings: Options | undefined;
export let endpoint = '';

/** Remembers the options of `init`; `origin` is where the script itself came from. */
export function configure(options: Options, origin: string): void {
  settings = options;
  endpoint = (options.endpoint || origin + '/api').replace(/\/+$/, '');
}

/** Tells the developer. The page itself must never notice, so this replaces every exception. */
export function complain(message: unknown): void {
  console.error('dregs:', message);
}

/** Runs something that a privacy mode or a hostile page may make fail. */
export function attempt<T>(work: () => T, failed?: (error: unknown) => void): T | null {
  try {
    return work() ?? null;
  } catch (error) {
    failed?.(error);
    return null;
  }
}
