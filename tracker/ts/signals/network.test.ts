import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import network from './network';

test('reads the round trip where there is one', async () => {
  assert.equal(await withGlobals({ navigator: { connection: { rtt: 50 } } }, network), 50);
  assert.equal(await withGlobals({ navigator: {} }, network), undefined);
});
