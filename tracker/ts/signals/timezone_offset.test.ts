import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import timezoneOffset from './timezone_offset';

test('is in minutes', async () => {
  assert.equal(await withGlobals({}, timezoneOffset), new Date().getTimezoneOffset());
});
