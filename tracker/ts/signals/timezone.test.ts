import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import timezone from './timezone';

test('asks Temporal first', async () => {
  const Temporal = { Now: { timeZoneId: () => 'Europe/Berlin' } };
  assert.equal(await withGlobals({ window: { Temporal } }, timezone), 'Europe/Berlin');
});

test('falls back to the formatter', async () => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  assert.equal(await withGlobals({ window: {} }, timezone), timeZone);
});
