import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import plugins from './plugins';

test('lists names', async () => {
  const navigator = { plugins: { 0: { name: 'PDF Viewer' }, length: 1 } };
  assert.deepEqual(await withGlobals({ navigator }, plugins), ['PDF Viewer']);
});
