import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import storage from './storage';

test('takes a refusal for a no', async () => {
  assert.deepEqual(await withGlobals({ localStorage: {}, sessionStorage: null }, storage), {
    local: true,
    session: false,
    indexedDb: false,
  });
});
