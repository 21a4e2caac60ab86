// getDeviceInfo: what the server knows of this device, such as its country.

import { endpoint, settings } from '../settings';
import { currentSession } from '../session';
import { flush } from '../transport';
import { fingerprint } from './fingerprint';

async function ask(): Promise<unknown> {
  const id = await fingerprint();
  // On a first visit the device exists once its first event has arrived.
  await flush();
  const response = await fetch(endpoint + '/devices/' + id + '?session=' + currentSession(Date.now()).id, {
    headers: { Authorization: 'Bearer ' + settings!.key },
    credentials: 'omit',
  });
  return response.ok ? response.json() : null;
}

/** Resolves to null for a device the server does not know, or does not tell about. */
export function getDeviceInfo(): Promise<unknown> {
  return ask().catch(() => null);
}
