import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from './testing';
import { pick } from './pick';

test('names what is missing null', async () => {
  await withGlobals({}, () => assert.deepEqual(pick({ a: 1, b: 0 }, 'a b c'), { a: 1, b: 0, c: null }));
});
