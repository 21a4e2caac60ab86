import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import fonts from './fonts';

test('lists the fonts whose text has another width than the fallback', async () => {
  const context = {
    font: '',
    measureText: () => ({ width: /Calibri|Ubuntu/.test(context.font) ? 11 : 10 }),
  };
  const document = { createElement: () => ({ getContext: () => context }) };
  assert.deepEqual(await withGlobals({ document }, fonts), ['Calibri', 'Ubuntu']);
});
