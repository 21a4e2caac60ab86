// The laboratory: a real server, its account, the shop, and what the server thinks of a visitor in the end.

import { setTimeout as sleep } from 'node:timers/promises';
import { Server } from '../../support/server.mjs';
import { openShop } from './shop.mjs';

const ARRIVAL_MS = 20_000;
const SCORED_MS = 15_000;

/** One visitor's way through the shop, as far as the pages have told of it. */
class Visit {
  #seen = [];

  constructor(name, shop) {
    this.name = name;
    this.shop = shop;
    this.url = `${shop}/?as=${encodeURIComponent(name)}`;
  }

  hear(message) {
    this.#seen.push(message);
  }

  /** Waits for a page that was opened after the one before. */
  async arrive(path) {
    for (const end = Date.now() + ARRIVAL_MS; Date.now() < end; await sleep(20))
      if (this.#seen.at(-1)?.path === path) return;
    throw new Error(`${path} was not reached; the latest page is ${this.#seen.at(-1)?.path}`);
  }

  /** Where a target of the page is: in the page, and the page's corner on the screen. */
  target(id) {
    const { targets, corner, path } = this.#seen.at(-1);
    return { id, selector: `#${id}`, ...targets[id], corner, path, order: Object.keys(targets) };
  }
}

/** What everybody does: looks at two things, buys both, fills the form in. Values are typed into the target before. */
const ERRANDS = [
  { click: 'lamp', to: '/lamp' },
  { click: 'add' },
  { click: 'next', to: '/chair' },
  { click: 'add' },
  { click: 'cart', to: '/cart' },
  { click: 'checkout', to: '/checkout' },
  { click: 'name', type: 'Ada Lovelace' },
  { click: 'remark', type: 'the bell is quiet please ring twice' },
  { click: 'pay', to: '/thanks' },
];

/** Sends a hand through the shop: it opens, clicks and types, and rests between two errands as it likes. */
export async function goShopping(visit, hand) {
  await hand.open(visit.url);
  await visit.arrive('/');
  for (const { click, type, to } of ERRANDS) {
    await hand.rest();
    await hand.click(visit.target(click));
    if (type) await hand.type(type, visit.target(click));
    if (to) await visit.arrive(to);
  }
  // The thanks are read, and the last events go.
  await sleep(700);
}

export class Lab {
  #visits = new Map();

  static async open() {
    const lab = new Lab();
    lab.server = await Server.start();
    lab.account = await lab.server.account('Shop');
    lab.shop = await openShop(lab.server.url, lab.account.publicKey, (message) => lab.#visits.get(message.as)?.hear(message));
    return lab;
  }

  visit(name) {
    const visit = new Visit(name, this.shop.url);
    this.#visits.set(name, visit);
    return visit;
  }

  async ask(path) {
    const response = await fetch(`${this.server.url}/api${path}`, {
      headers: { authorization: `Bearer ${this.account.secretKey}` },
    });
    return response.ok ? response.json() : null;
  }

  /** The humanity of an identity once all of its events are scored. */
  async judge(name) {
    const id = encodeURIComponent(name);
    for (const end = Date.now() + SCORED_MS; Date.now() < end; await sleep(100)) {
      const events = await this.ask(`/events?identity=${id}&pageSize=1`);
      const analysis = await this.ask(`/identities/${id}/analysis`);
      if (!analysis || analysis.eventCount !== events.totalElements) continue;
      const score = analysis.scores.find(({ category }) => category === 'HUMANITY');
      return { value: score?.value ?? null, observations: score?.observations ?? [], events: events.totalElements };
    }
    return { value: null, observations: [], events: 0 };
  }

  async close() {
    await this.shop.close();
    await this.server.stop();
  }
}
