import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import permissionsInconsistent from './permissions_inconsistent';

const page = (state: string, permission: string) => {
  const window = {};
  const permissions = { query: async () => ({ state }) };
  return { window, top: window, navigator: { permissions }, Notification: { permission } };
};

test('is true only for denied and yet to be asked', async () => {
  assert.equal(await withGlobals(page('prompt', 'denied'), permissionsInconsistent), true);
  assert.equal(await withGlobals(page('prompt', 'default'), permissionsInconsistent), false);
  assert.equal(await withGlobals(page('denied', 'denied'), permissionsInconsistent), false);
});

test('is not asked in frames', async () => {
  assert.equal(await withGlobals({ ...page('prompt', 'denied'), top: {} }, permissionsInconsistent), null);
});
