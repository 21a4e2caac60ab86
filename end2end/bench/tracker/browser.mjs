// Chromium as a visitor has it, and the scripts that are compared.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';
import { buildSync } from 'esbuild';
import { chromium } from 'playwright-core';

const ARGS =
  '--no-sandbox --headless=new --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
  '--disable-component-update --disable-sync --disable-blink-features=AutomationControlled';

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ARGS.split(' '),
    timeout: 30000,
  });

const installed = createRequire(import.meta.url);
const shipped = (path) => readFileSync(new URL(`../node_modules/${path}`, import.meta.url));

/** BotD ships modules only. */
const bundled = (name, globalName) =>
  Buffer.from(
    buildSync({ entryPoints: [installed.resolve(name)], bundle: true, minify: true, format: 'iife', globalName, write: false })
      .outputFiles[0].text,
  );

// Without `localIp`, which never ends in a browser that hides local addresses.
const IMPRINT_TESTS =
  'audio availableScreenResolution canvas colorDepth cookies cpuClass deviceDpi doNotTrack indexedDb installedFonts ' +
  'language localStorage pixelRatio platform plugins processorCores screenResolution sessionStorage ' +
  'timezoneOffset touchSupport userAgent webGl';

const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
    .length;

// Each page sets window.id to a promise, and window.took to the milliseconds from load to the id.
const timed = (start) => `
addEventListener('load', () => {
  const from = performance.now();
  performance.mark('bench-load');
  window.id = (${start}).then((id) => { window.took = performance.now() - from; return id; });
});`;

const NONCE = 'bench';
const html = (script, head = '') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title>${head}<p>A page.</p>` +
  (script ? `<script nonce="${NONCE}">${script}</script>` : '');

// What each needs to be asked for its id; BotD has none and answers its verdict.
const KNOWN = {
  ours: {
    script: readFileSync(new URL('../../../tracker/dist/dregs.js', import.meta.url)),
    before:
      'window.dregs = window.dregs || function () { (window.dregs.q = window.dregs.q || []).push(arguments); };' +
      "dregs('init', { key: 'pk_bench' });",
    start: 'dregs.fingerprint()',
  },
  FingerprintJS: {
    script: shipped('@fingerprintjs/fingerprintjs/dist/fp.min.js'),
    start: 'FingerprintJS.load().then((agent) => agent.get()).then((result) => result.visitorId)',
  },
  ThumbmarkJS: {
    script: shipped('@thumbmarkjs/thumbmarkjs/dist/thumbmark.umd.js'),
    start: 'new ThumbmarkJS.Thumbmark({ logging: false }).get().then((result) => result.thumbmark)',
  },
  ClientJS: {
    script: shipped('clientjs/dist/client.min.js'),
    start: "new Promise((resolve) => resolve('' + new ClientJS().getFingerprint()))",
  },
  ImprintJS: {
    script: shipped('imprintjs/dist/imprint.min.js'),
    start: `imprint.test(${JSON.stringify(IMPRINT_TESTS.split(' '))})`,
  },
  BotD: { script: bundled('@fingerprintjs/botd', 'BotD'), start: 'BotD.load().then((agent) => agent.detect()).then(JSON.stringify)' },
};

export const tools = {};
export const files = {};
for (const name in KNOWN) {
  const { script, before = '', start } = KNOWN[name];
  const file = `/script/${name}.js`;
  files[file] = script;
  tools[name] = {
    file,
    size: brotli(script),
    page: (head) => html(before + timed(start), `${head ?? ''}<script nonce="${NONCE}" src="${file}"></script>`),
  };
}

export const blank = () => html('');

/** Everything forbidden but scripts with the nonce and connections to the site itself. */
export const strictPolicy = {
  'Content-Security-Policy': `default-src 'none'; script-src 'nonce-${NONCE}'; connect-src 'self'; report-uri /report`,
};

/** The page of a path: /ours, /FingerprintJS, /ours/hostile …; anything else is blank. */
export function page(path) {
  const [, name, variant] = path.split('/');
  const hostile =
    '<style>*{font:italic 900 3px/9 fantasy!important;transform:scale(1.7)!important;display:grid!important;zoom:1.3}</style>';
  if (variant === 'frame') return html('', '') + `<iframe src="http://localhost:${framePort}/${name}"></iframe>`;
  return tools[name]?.page(variant === 'hostile' ? hostile : '') ?? blank();
}

let framePort = 0;
/** The port at which the same site is another site, by another name. */
export const useFramePort = (port) => (framePort = port);
