import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import screenSize from './screen_size';

test('reads the screen and its ratio', async () => {
  const screen = { width: 1, height: 2, availWidth: 3, availHeight: 4, colorDepth: 24 };
  assert.deepEqual(await withGlobals({ screen, devicePixelRatio: 2 }, screenSize), { ...screen, pixelRatio: 2 });
});
