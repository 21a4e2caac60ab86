// getDeviceInfo: what the server knows of this device, such as its country.

import { endpoint, settings } from '../settings';
import { currentSession } from '../session';
import { flush } from '../transport';
import { fingerprint } from './fingerprint';

export async function getDeviceInfo(): Promise<unknown> {
  try {
    const id = await fingerprint();
    // On a first visit the device exists once its first event has arrived.
    await flush();
    const session = currentSession(Date.now()).id;
    const response = await fetch(endpoint + '/devices/' + id + '?session=' + session, {
      headers: { Authorization: 'Bearer ' + settings!.key },
      credentials: 'omit',
    });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
