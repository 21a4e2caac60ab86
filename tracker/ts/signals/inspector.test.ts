import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import inspector from './inspector';

test('notices that something reads what is logged', async () => {
  const console = { groupEnd: (bait: Error) => bait.name + bait.name };
  assert.equal(await withGlobals({ console }, inspector), true);
});

test('finds nobody where nothing is read, or the browser reads for itself', async () => {
  for (const groupEnd of [() => {}, (bait: Error) => bait.name])
    assert.equal(await withGlobals({ console: { groupEnd } }, inspector), false);
});
