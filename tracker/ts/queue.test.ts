import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDregs } from './queue';
import { withGlobals } from './testing';

/** The lines that a piece of work writes as errors. */
async function complaints(work: (dregs: any) => void): Promise<string[]> {
  const lines: string[] = [];
  const console = { error: (...parts: unknown[]) => lines.push(parts.join(' ')) };
  const location = { href: 'https://shop.example/' };
  await withGlobals({ console, location, navigator: {} }, () => work(makeDregs('https://dregs.example')));
  return lines;
}

test('answers a command by name and as a method', async () => {
  const lines = await complaints((dregs) => {
    assert.equal(dregs('isInitialized'), false);
    assert.equal(dregs.isInitialized(), false);
    assert.match(dregs.version, /^\d+\.\d+\.\d+$/);
  });
  assert.deepEqual(lines, []);
});

test('refuses a secret key loudly, and what is no key', async () => {
  const lines = await complaints((dregs) => {
    dregs('init', { key: 'sk_x' });
    dregs.init({});
    dregs.init();
    assert.equal(dregs.isInitialized(), false);
  });
  assert.match(lines[0]!, /SECRET KEY/);
  assert.equal(lines.length, 3);
});

test('never throws into the page', async () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const lines = await complaints((dregs) => {
    dregs('nothing');
    dregs('__proto__');
    dregs('constructor');
    dregs(Symbol('odd'));
    dregs();
    dregs.track('early', circular);
  });
  assert.equal(lines.length, 6);
});

test('runs what a kept stub pushes, and answers it', async () => {
  const answers: unknown[] = [];
  await complaints((dregs) => {
    dregs.q.push(Object.assign(['isInitialized'], { answer: (value: unknown) => answers.push(value) }));
  });
  assert.deepEqual(answers, [false]);
});
