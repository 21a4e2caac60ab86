import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import webgl from './webgl';

let released = false;
const gl = {
  getParameter: (name: number) => name,
  getExtension: (name: string) => (name === 'WEBGL_lose_context' ? { loseContext: () => (released = true) } : {}),
};
const document = { createElement: () => ({ getContext: () => gl }) };
const card = (engine: string) => withGlobals({ document }, () => webgl({ engine })) as Promise<Record<string, unknown>>;

test('asks for the unmasked names and gives the context back', async () => {
  const { vendor, renderer, hash } = await card('blink');
  assert.deepEqual([vendor, renderer], [0x9245, 0x9246]);
  assert.match(hash as string, /^[0-9a-f]{32}$/);
  assert.ok(released);
});

test('asks Firefox for the plain names', async () => {
  const { vendor, renderer } = await card('gecko');
  assert.deepEqual([vendor, renderer], [0x1f00, 0x1f01]);
});
