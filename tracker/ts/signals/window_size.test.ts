import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import windowSize from './window_size';

test('reads the window inside and out', async () => {
  const window = { innerWidth: 1, innerHeight: 2, outerWidth: 3, outerHeight: 4 };
  assert.deepEqual(await withGlobals({ window }, windowSize), window);
});
