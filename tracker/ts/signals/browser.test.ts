import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import browser from './browser';

test('copies what there is and nulls the rest', async () => {
  const record = await withGlobals({ navigator: { userAgent: 'UA', languages: ['de'], webdriver: false } }, browser);
  assert.equal(record.userAgent, 'UA');
  assert.deepEqual(record.languages, ['de']);
  assert.equal(record.webdriver, false);
  assert.equal(record.deviceMemory, null);
});
