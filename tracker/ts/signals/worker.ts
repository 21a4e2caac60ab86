// Whether a worker tells another story than the page: whoever disguises a page forgets the workers.
//
// Costs a thread and the page's permission (worker-src), so it is asked only when something else is odd.

import type { Device } from '../types';

export default function worker(device: Device): Promise<boolean> {
  const source = 'postMessage([navigator.userAgent,navigator.platform,navigator.hardwareConcurrency])';
  const url = URL.createObjectURL(new Blob([source]));
  const thread = new Worker(url);
  return new Promise<boolean>((resolve, reject) => {
    thread.onerror = reject;
    thread.onmessage = ({ data }) =>
      resolve('' + data !== '' + [device.userAgent, device.platform, device.hardwareConcurrency]);
  }).finally(() => {
    thread.terminate();
    URL.revokeObjectURL(url);
  });
}
