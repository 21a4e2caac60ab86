import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serialize } from './serialize';

test('replaces half characters and NUL, and nothing that only looks like them', () => {
  assert.equal(serialize('a\ud83d'), '"a\\ufffd"');
  assert.equal(serialize('\u0000'), '"\\ufffd"');
  assert.equal(serialize('\\ud83d \\u0000 "'), JSON.stringify('\\ud83d \\u0000 "'));
  assert.equal(serialize('😀\u0001'), '"😀\\u0001"');
});

test('throws on circular data', () => {
  const data: Record<string, unknown> = {};
  data.self = data;
  assert.throws(() => serialize(data));
});
