import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import canvas from './canvas';

const WIDTH = 256;
const STRIPES = 64;

/** A canvas that draws nothing but the stripes; `noise` changes a pixel at the given read. */
const fakeDocument = (noise: (read: number, pixels: Uint32Array) => void) => {
  let reads = 0;
  const context = {
    getImageData(_x: number, _y: number, width: number, height: number) {
      const pixels = new Uint32Array(width * height);
      for (let at = 0; at < pixels.length; at++)
        if (at % WIDTH < STRIPES) pixels[at] = at & 1 ? 0xff0000ff : 0xff000000;
      noise(reads++, pixels);
      return { data: new Uint8ClampedArray(pixels.buffer) };
    },
    rotate() {},
    fillText() {},
    beginPath() {},
    arc() {},
    fill() {},
    fillRect() {},
  };
  return { createElement: () => ({ getContext: () => context }) };
};
const draw = (engine: string, noise: (read: number, pixels: Uint32Array) => void) =>
  withGlobals({ document: fakeDocument(noise) }, () => canvas({ engine }));

test('hashes what was drawn', async () => {
  assert.match(await draw('blink', () => {}), /^[0-9a-f]{32}$/);
});

test('notices noise that is always the same', async () => {
  assert.equal(await draw('blink', (_, pixels) => (pixels[3]! ^= 1)), 'noisy');
});

test('notices noise that differs from read to read', async () => {
  assert.equal(await draw('blink', (read, pixels) => (pixels[200]! ^= read)), 'noisy');
});

test('does not draw where noise cannot be noticed', async () => {
  assert.equal(await draw('gecko', () => {}), 'skip');
  assert.equal(await draw('webkit', () => {}), 'skip');
});
