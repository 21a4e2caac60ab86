// The public API as a customer's server would call it.

import type { Account, Server } from './server.mjs';

type Json = Record<string, unknown>;

/** Calls for one account, with its secret key. */
export class Api {
  constructor(
    private server: Server,
    private account: Account,
  ) {}

  /** Sends one event. */
  async track(type: string, identity: string, more: Json = {}): Promise<Json> {
    return this.call('POST', '/events', { type, identity: { id: identity }, ...more });
  }

  /** Reads one resource. */
  async get(path: string): Promise<any> {
    return this.call('GET', path);
  }

  async call(method: string, path: string, body?: Json): Promise<any> {
    const response = await fetch(`${this.server.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${this.account.secretKey}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }
}
