import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withGlobals } from '../testing';
import mediaQueries from './media_queries';

test('lists the values that match', async () => {
  const yes = ['(any-pointer:coarse)', '(any-pointer:fine)', '(color-gamut:srgb)', '(prefers-color-scheme:dark)'];
  // Like a browser, which does not mind the case of a feature.
  const matchMedia = (query: string) => ({ matches: yes.includes(query.toLowerCase()) });
  assert.deepEqual(await withGlobals({ matchMedia }, mediaQueries), {
    anyPointer: 'coarse fine',
    colorGamut: 'srgb',
    prefersColorScheme: 'dark',
    prefersReducedMotion: '',
    prefersContrast: '',
    forcedColors: '',
  });
});
