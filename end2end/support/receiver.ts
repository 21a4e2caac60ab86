// A server of a customer's that takes webhooks, and Slack's end of an incoming webhook.

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request, as it came. */
export interface Received {
  at: number;
  headers: IncomingHttpHeaders;
  /** Byte by byte: signatures are over this. */
  body: string;
}

/** Takes everything, and answers what it is told to. */
export class Receiver {
  readonly received: Received[] = [];
  answer = { status: 200, body: 'thanks' };

  private constructor(
    private http: HttpServer,
    readonly url: string,
  ) {}

  static async open(path = '/hook'): Promise<Receiver> {
    const http = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        receiver.received.push({ at: Date.now(), headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        response.writeHead(receiver.answer.status, { 'content-type': 'text/plain' });
        response.end(receiver.answer.body);
      });
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const receiver = new Receiver(http, `http://127.0.0.1:${(http.address() as AddressInfo).port}${path}`);
    return receiver;
  }

  /** The first request that is looked for; waits until it has come. */
  async next(wanted: (received: Received) => boolean = () => true): Promise<Received> {
    return eventually(() => this.received.find(wanted), 'no such request came');
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, 'close');
  }
}

/** What `look` finds, as soon as it finds something. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>, otherwise: string): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(otherwise);
    await new Promise((done) => setTimeout(done, 10));
  }
}
