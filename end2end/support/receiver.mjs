// Receivers of webhooks that behave as strangers do: well, or not at all. Each keeps what it was sent and how it answered.

import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createListener } from 'node:net';

/** @typedef {'ok' | 'error' | 'silence' | 'elsewhere' | 'inside' | 'flood' | 'headers' | 'reset'} Behaviour */
/**
 * @typedef {object} Arrival
 * @property {string} delivery What `webhook-id` says.
 * @property {number} escalation
 * @property {string} identity
 * @property {number} at In milliseconds since 1970.
 * @property {Behaviour} behaviour
 * @property {number} [answeredAt] When an answer of 200 had left here, all of it.
 */

/** The oldest that a webhook may be when it arrives: what verifiers take. */
const TOLERANCE_MS = 300_000;
const FLOOD = 'x'.repeat(16 << 10);

/** One receiver; `stop` ends it. */
export class Receiver {
  /** The channel's; set before anything is sent. */
  secret = '';
  /** @type {Arrival[]} */
  arrivals = [];
  url = '';
  /** What was wrong with what arrived. @type {string[]} */
  problems = [];
  /** Age of the oldest stamp at its arrival. */
  oldestMs = 0;
  #listener = createServer((request, response) => void this.#receive(request, response));

  /**
   * @param {string} name
   * @param {Partial<Record<Behaviour, number>>} shares What it does with how many of 100 calls; the rest is answered 200.
   * @param {{ elsewhere: string, inside: string }} targets Where its redirects lead.
   */
  constructor(name, shares, targets) {
    // Who is killed in the middle of a call leaves a broken connection behind.
    this.#listener.on('connection', (socket) => socket.on('error', () => {}));
    this.name = name;
    this.shares = shares;
    this.targets = targets;
  }

  /** Listens on a free port. */
  async start() {
    this.#listener.listen(0, '127.0.0.1');
    await once(this.#listener, 'listening');
    this.url = `http://127.0.0.1:${portOf(this.#listener)}/${this.name}`;
    return this;
  }

  /** From now on everything is answered 200. */
  mend() {
    this.shares = {};
  }

  async stop() {
    this.#listener.closeAllConnections();
    this.#listener.close();
    await once(this.#listener, 'close');
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #receive(request, response) {
    const at = Date.now();
    const parts = [];
    try {
      for await (const part of request) parts.push(part);
    } catch {
      return;
    }
    const body = Buffer.concat(parts);
    const arrival = this.#read(request.headers, body, at);
    if (arrival) this.arrivals.push(arrival);
    this.#answer(arrival, response);
  }

  /**
   * Whatever is sent must verify, at the first attempt and at the last.
   * @param {import('node:http').IncomingHttpHeaders} headers
   * @param {Buffer} body
   * @param {number} at
   * @returns {Arrival | undefined}
   */
  #read(headers, body, at) {
    const id = String(headers['webhook-id']);
    const seconds = Number(headers['webhook-timestamp']);
    const plain = createHmac('sha256', this.secret).update(body).digest('hex');
    const key = Buffer.from(this.secret.replace('whsec_', ''), 'base64');
    const standard = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest('base64');
    /** @type {any} */
    let message;
    try {
      message = JSON.parse(body.toString());
    } catch {
      this.problems.push(`${id}: no JSON`);
      return undefined;
    }
    const ageMs = at - Math.min(Date.parse(message.timestamp), seconds * 1000, Number(headers['x-dregs-timestamp']) * 1000);
    this.oldestMs = Math.max(this.oldestMs, ageMs);
    const checks = {
      'X-Dregs-Signature': headers['x-dregs-signature'] === plain,
      'webhook-signature': headers['webhook-signature'] === `v1,${standard}`,
      'deliveryId': message.deliveryId === id,
      // NaN is no age.
      'timestamp': Math.abs(ageMs) <= TOLERANCE_MS,
    };
    const wrong = Object.entries(checks).filter(([, right]) => !right);
    this.problems.push(...wrong.map(([what]) => `${this.name}, ${id}: ${what} is wrong (stamped ${message.timestamp})`));
    const { escalation, identityId } = message.data;
    return { delivery: id, escalation: escalation.id, identity: identityId, at, behaviour: this.#choose() };
  }

  /** @returns {Behaviour} */
  #choose() {
    let left = Math.random() * 100;
    for (const [behaviour, share] of Object.entries(this.shares)) {
      left -= share;
      if (left < 0) return /** @type {Behaviour} */ (behaviour);
    }
    return 'ok';
  }

  /**
   * @param {Arrival | undefined} arrival
   * @param {import('node:http').ServerResponse} response
   */
  #answer(arrival, response) {
    const socket = response.socket;
    switch (arrival?.behaviour) {
      case 'ok':
        response.on('finish', () => (arrival.answeredAt = Date.now()));
        return response.writeHead(200).end('ok');
      case 'silence':
        return undefined;
      case 'elsewhere':
        return response.writeHead(302, { location: this.targets.elsewhere }).end();
      case 'inside':
        return response.writeHead(302, { location: this.targets.inside }).end();
      case 'flood':
        response.writeHead(200);
        return pour(response, FLOOD);
      case 'headers':
        socket?.write('HTTP/1.1 200 OK\r\n');
        return socket && pour(socket, `X-Flood: ${'x'.repeat(1000)}\r\n`);
      case 'reset':
        return socket?.resetAndDestroy();
      default:
        return response.writeHead(500).end('no');
    }
  }
}

/** Listens where nobody should call. */
export class Canary {
  calls = 0;
  url = '';
  #listener = createListener((socket) => {
    this.calls += 1;
    socket.destroy();
  });

  /** @param {string} host */
  async start(host) {
    this.#listener.listen(0, host);
    await once(this.#listener, 'listening');
    this.url = `http://${host}:${portOf(this.#listener)}/`;
    return this;
  }

  async stop() {
    this.#listener.close();
    await once(this.#listener, 'close');
  }
}

/** @param {import('node:net').Server} listener */
function portOf(listener) {
  const address = listener.address();
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/**
 * Writes for as long as somebody reads.
 * @param {import('node:stream').Writable} stream
 * @param {string} drop
 */
function pour(stream, drop) {
  const write = () => {
    while (!stream.destroyed && stream.write(drop));
  };
  stream.on('drain', write);
  write();
}
