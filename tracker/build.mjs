// Builds dist/dregs.js, its source map, its precompressed copies and src/generated.rs.
//
//   node build.mjs           write them
//   node build.mjs --check   compare with what is committed; fail on a difference
//
// Both print the sizes and fail over the budget.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';

const BUDGET_BYTES = 6000;

const here = dirname(fileURLToPath(import.meta.url));
const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

const bundled = await build({
  entryPoints: [join(here, 'ts/index.ts')],
  outfile: join(here, 'dist/dregs.js'),
  absWorkingDir: here,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2020',
  charset: 'utf8',
  sourcemap: 'external',
  legalComments: 'none',
  // Saves the "use strict" of a script that is strict anyway in what matters: it is checked by TypeScript.
  tsconfigRaw: {},
  write: false,
});
const output = (ending) => bundled.outputFiles.find((file) => file.path.endsWith(ending)).text;
// A second pass joins functions that are used once, which esbuild leaves apart: 5 % less.
const minified = await minify(output('dregs.js'), {
  ecma: 2020,
  toplevel: true,
  compress: { passes: 2, inline: 1, keep_fargs: false, unsafe_arrows: true, unsafe_methods: true },
  sourceMap: { content: output('.map'), filename: 'dregs.js' },
});
const script = Buffer.from(minified.code);
const brotli = brotliCompressSync(script, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 16,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: script.length,
  },
});
const gzip = gzipSync(script, { level: 9 });

const generated = `// Written by tracker/build.mjs; a change by hand does not survive.

/// The version of the script, as in \`/dregs.<version>.js\`.
pub const VERSION: &str = "${version}";

/// The subresource integrity of [\`crate::SCRIPT\`].
pub const INTEGRITY: &str = "sha384-${createHash('sha384').update(script).digest('base64')}";

/// What [\`crate::SCRIPT_BROTLI\`] may weigh.
pub const SIZE_BUDGET_BYTES: usize = ${BUDGET_BYTES};
`;

// Compressed copies are compared by content: another version of zlib may find other bytes for the same text.
const same = (bytes) => bytes;
const files = [
  ['dist/dregs.js', script, same],
  ['dist/dregs.js.map', Buffer.from(minified.map), same],
  ['dist/dregs.js.br', brotli, brotliDecompressSync],
  ['dist/dregs.js.gz', gzip, gunzipSync],
  ['src/generated.rs', Buffer.from(generated), same],
];

let failed = false;
mkdirSync(join(here, 'dist'), { recursive: true });
for (const [name, wanted, content] of files) {
  const path = join(here, name);
  if (!process.argv.includes('--check')) {
    writeFileSync(path, wanted);
    continue;
  }
  let committed = Buffer.alloc(0);
  try {
    committed = content(readFileSync(path));
  } catch {
    // Missing or broken: different.
  }
  if (!committed.equals(content(wanted))) {
    console.error(`tracker/${name} is not what the sources make; run: node tracker/build.mjs`);
    failed = true;
  }
}

console.log(`dregs.js ${version}: ${script.length} B, gzip ${gzip.length} B, brotli ${brotli.length} B (budget ${BUDGET_BYTES} B)`);
if (brotli.length > BUDGET_BYTES) {
  console.error('dregs.js is over its budget');
  failed = true;
}
process.exitCode = failed ? 1 : 0;
