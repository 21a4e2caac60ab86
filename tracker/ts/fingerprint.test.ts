import assert from 'node:assert/strict';
import { test } from 'node:test';
import vectors from '../vectors.json';
import { canonical, fingerprintOf } from './fingerprint';

test('gives the committed answers, which the server gives too', () => {
  for (const { name, device, canonical: json, fingerprint } of vectors) {
    assert.equal(canonical(device), json, name);
    assert.equal(fingerprintOf(device), fingerprint, name);
  }
});

test('is made of the sent record alone', () => {
  for (const { device, fingerprint } of vectors)
    assert.equal(fingerprintOf(JSON.parse(JSON.stringify(device))), fingerprint);
});

test('survives an update, zoom, a turned screen and a second language', () => {
  assert.equal(vectors[0]!.fingerprint, vectors[1]!.fingerprint);
});

test('tells devices apart', () => {
  const different = vectors.slice(1).map(({ fingerprint }) => fingerprint);
  assert.equal(new Set(different).size, different.length);
});
