import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import audio from './audio';

test('sums the rendered sound to three digits', async () => {
  const node = { connect() {}, start() {}, frequency: {} };
  class OfflineAudioContext {
    createOscillator = () => node;
    createDynamicsCompressor = () => node;
    startRendering = async () => ({ getChannelData: () => new Float32Array([1, -2.5, 0.123456]) });
  }
  assert.equal(await withGlobals({ OfflineAudioContext }, audio), 3.62);
});
