// How a receiver tells that a webhook comes from us: both ways that the documents describe.

import { createHmac, timingSafeEqual } from 'node:crypto';

import type { Received } from './receiver';

/** Whether `X-Dregs-Signature` is by this secret, over the body as it came. */
export function isSigned(received: Received, secret: string, header = 'x-dregs-signature'): boolean {
  const expected = createHmac('sha256', secret).update(received.body).digest();
  const given = Buffer.from(String(received.headers[header] ?? ''), 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Whether one of the signatures of Standard Webhooks is by this secret, over id, time and body. */
export function isSignedByStandard(received: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures } = received.headers;
  const expected = createHmac('sha256', key).update(`${id}.${seconds}.${received.body}`).digest('base64');
  return String(signatures).split(' ').includes(`v1,${expected}`);
}
