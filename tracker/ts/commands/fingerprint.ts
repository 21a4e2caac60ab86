// fingerprint: the id of this device.

import { fingerprintKnown } from './init';

const TIMEOUT_MS = 10000;

export function fingerprint(): Promise<string> {
  return new Promise((resolve, reject) => {
    fingerprintKnown.then(resolve);
    setTimeout(() => reject(new Error('dregs: no fingerprint within 10 s')), TIMEOUT_MS);
  });
}
