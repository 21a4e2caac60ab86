import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currentSession, remember, uuid } from './session';
import { withGlobals } from './testing';

const HALF_AN_HOUR_MS = 30 * 60 * 1000;

test('makes version 4 uuids', () => {
  assert.match(uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(uuid(), uuid());
});

test('lasts half an hour beyond the last event, and a page keeps its identity', async () => {
  const stored = new Map<string, string>();
  const sessionStorage = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => stored.set(name, value),
  };
  await withGlobals({ sessionStorage }, () => {
    const { id } = currentSession(1);
    remember({ id: 'ada' }, 2);
    assert.equal(currentSession(HALF_AN_HOUR_MS).id, id);
    const next = currentSession(3 * HALF_AN_HOUR_MS);
    assert.notEqual(next.id, id);
    assert.deepEqual(next.identity, { id: 'ada' });
    assert.match(stored.get('dregs.session')!, /"ada"/);
    remember(undefined, 3 * HALF_AN_HOUR_MS);
    assert.doesNotMatch(stored.get('dregs.session')!, /ada/);
  });
});

test('works where storage is forbidden', () => {
  assert.equal(currentSession(1).id.length, 36);
});
