import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import engine from './engine';

const known = (window: object, vendor = '') => withGlobals({ window, navigator: { vendor } }, engine);

test('goes by what a browser can do', async () => {
  assert.equal(await known({ mozInnerScreenX: 0 }), 'gecko');
  assert.equal(await known({ webkitMediaStream: 0 }, 'Google Inc.'), 'blink');
  assert.equal(await known({}, 'Apple Computer, Inc.'), 'webkit');
  assert.equal(await known({}), null);
});
