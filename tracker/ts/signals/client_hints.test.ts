import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import clientHints from './client_hints';

const hints = (details: () => Promise<object>) => ({
  userAgentData: { brands: [], mobile: false, platform: 'Linux', getHighEntropyValues: details },
});

test('joins the plain and the detailed hints', async () => {
  const answer = await withGlobals({ navigator: hints(async () => ({ architecture: 'x86' })) }, clientHints);
  assert.deepEqual(answer, { brands: [], mobile: false, platform: 'Linux', architecture: 'x86' });
});

test('keeps the plain hints where details are forbidden', async () => {
  const answer = await withGlobals({ navigator: hints(() => Promise.reject(new Error())) }, clientHints);
  assert.deepEqual(answer, { brands: [], mobile: false, platform: 'Linux' });
});
