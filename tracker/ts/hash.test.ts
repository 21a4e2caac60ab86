import assert from 'node:assert/strict';
import { test } from 'node:test';
import { murmur128 } from './hash';
import { bytes } from './serialize';

// Answers of the reference implementation (MurmurHash3_x86_128, seed 0).
const REFERENCE: [string, string][] = [
  ['', '00000000000000000000000000000000'],
  ['a', 'a794933c5556b01b5556b01b5556b01b'],
  ['hello', '2b2444a0db91def79adb31b69adb31b6'],
  ['The quick brown fox jumps over the lazy dog', '2f1583c3ecee2c675d7bf66ce5e91d2c'],
  ['0123456789abcdef', 'fb7d440936aed30a48ad1d9b572b3bfd'],
  ['0123456789abcdef0', '1f8a385560920c06b5182f1c718c0b9c'],
  ['grüße 😀 '.repeat(5), '8e7276ec3a8294abd00cf471f968c35b'],
];

test('agrees with the reference', () => {
  for (const [text, wanted] of REFERENCE) assert.equal(murmur128(bytes(text)), wanted, text);
});
