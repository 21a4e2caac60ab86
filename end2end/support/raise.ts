// Escalations for the pages to show: a rule that an admin makes, and what it raises about the people who are there.

import type { BrowserContext } from '@playwright/test';

import type { Api } from './api';
import type { Server } from './server.mjs';

/** What was raised. */
export interface Raised {
  rule: { id: number; name: string };
  escalations: { id: number; identity: { id: string; label: string } }[];
}

/** Makes a rule about whoever has any score below 100, and waits until it has raised something. */
export async function raise(context: BrowserContext, server: Server, api: Api, name: string, more: object = {}): Promise<Raised> {
  const rule = await asAdmin(context, server, '/escalation-rules', {
    name,
    severity: 'WARNING',
    conditions: [{ condition: 'SCORE_LT', category: 'ANY', threshold: 100 }],
    mode: 'ON',
    ...more,
  });
  const end = Date.now() + 20_000;
  for (;;) {
    const { running } = await api.get('/rules/progress');
    const { content } = await api.get(`/escalations?rule=${rule.id}&pageSize=100`);
    if (!running && content.length) return { rule, escalations: content };
    if (Date.now() > end) throw new Error(`rule ${name} raised nothing`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Posts in the name of the member who is signed in. */
export async function asAdmin(context: BrowserContext, server: Server, path: string, data: object): Promise<any> {
  const response = await context.request.post(`${server.url}/api${path}`, { headers: { origin: server.url }, data });
  if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`);
  return response.json();
}
