// People: each starts a browser without any channel into it and uses it with hands of their own.

import { openByHand } from './browser.mjs';
import { keyboardUser, mouseUser } from './hands.mjs';

function person(name, { kind = 'chromium', hand = mouseUser, how, ...browser }) {
  return {
    name,
    run: (visit, { screen, shopping }) =>
      openByHand(kind, screen, visit.url, () => shopping(visit, hand(name, screen, how)), browser),
  };
}

export const setups = [
  person('mouse and keys', {}),
  // A report every 24 ms is one a frame or less: nothing is ever coalesced.
  person('a slow mouse', { how: { reportMs: 24, pace: 2.2, tempo: 420 } }),
  person('a quick hand', { how: { pace: 0.6, tempo: 95 } }),
  person('keyboard only', { hand: keyboardUser }),
  person('with a screen reader', {
    hand: keyboardUser,
    how: { tempo: 320 },
    words: ['--force-renderer-accessibility', '--force-prefers-reduced-motion', '--force-high-contrast'],
  }),
  person('developer tools open', { words: ['--auto-open-devtools-for-tabs'] }),
  person('everything 1.5 times as large', { words: ['--force-device-scale-factor=1.5'], how: { scale: 1.5 } }),
  person('copy and paste', { how: { paste: true } }),
  person('Firefox', { kind: 'firefox' }),
  person('Firefox that resists fingerprinting', {
    kind: 'firefox',
    words: ['--kiosk'],
    settings: { 'privacy.resistFingerprinting': true, 'privacy.resistFingerprinting.letterboxing': false },
  }),
];
