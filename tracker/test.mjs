// Runs the unit tests: bundles every *.test.ts, then hands the bundles to node's own test runner.
//
//   node test.mjs            run them
//   node test.mjs --vectors  first rewrite the answers in vectors.json (a new generation of fingerprints)

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'dregs-tracker-'));
const bundle = (entryPoints) =>
  build({ entryPoints, outdir: out, outbase: here, bundle: true, platform: 'node', format: 'esm', outExtension: { '.js': '.mjs' } });

try {
  if (process.argv.includes('--vectors')) {
    await bundle([join(here, 'ts/fingerprint.ts')]);
    const { canonical, fingerprintOf } = await import(pathToFileURL(join(out, 'ts/fingerprint.mjs')));
    const path = join(here, 'vectors.json');
    const vectors = JSON.parse(readFileSync(path, 'utf8')).map(({ name, device }) => ({
      name,
      canonical: canonical(device),
      fingerprint: fingerprintOf(device),
      device,
    }));
    writeFileSync(path, JSON.stringify(vectors, null, 1) + '\n');
  }
  const tests = readdirSync(join(here, 'ts'), { recursive: true }).filter((name) => name.endsWith('.test.ts'));
  await bundle(tests.map((name) => join(here, 'ts', name)));
  const files = tests.map((name) => join(out, 'ts', name.replace(/\.ts$/, '.mjs')));
  process.exitCode = spawnSync(process.execPath, ['--test', ...files], { stdio: 'inherit', cwd: here }).status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
