// fingerprint: the id of this device.

import { fingerprintKnown } from './init';

const TIMEOUT_MS = 10000;

export function fingerprint(): Promise<string> {
  const timeout = new Promise<never>((_, reject) => setTimeout(reject, TIMEOUT_MS, Error('timeout')));
  return Promise.race([fingerprintKnown, timeout]);
}
