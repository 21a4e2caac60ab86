// Chromium as a visitor has it, and the two scripts that are compared.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';
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

const ours = readFileSync(new URL('../../../tracker/dist/dregs.js', import.meta.url));
const theirs = readFileSync(createRequire(import.meta.url).resolve('@fingerprintjs/fingerprintjs/dist/fp.min.js'));

export const files = { '/dregs.js': ours, '/other.js': theirs };

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

export const tools = {
  ours: {
    size: brotli(ours),
    page: (head) =>
      html(
        `window.dregs = window.dregs || function () { (window.dregs.q = window.dregs.q || []).push(arguments); };
dregs('init', { key: 'pk_bench' });` + timed('dregs.fingerprint()'),
        `${head ?? ''}<script nonce="${NONCE}" src="/dregs.js"></script>`,
      ),
  },
  FingerprintJS: {
    size: brotli(theirs),
    page: (head) =>
      html(
        timed('FingerprintJS.load().then((agent) => agent.get()).then((result) => result.visitorId)'),
        `${head ?? ''}<script nonce="${NONCE}" src="/other.js"></script>`,
      ),
  },
};

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
