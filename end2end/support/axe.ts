// Accessibility of a page in both themes: nothing serious, nothing critical.

import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

const THEMES = ['light', 'dark'] as const;

/** Runs axe on what the page shows now, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    // A text node of its own world: the page's content security policy stays in force.
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const run = (window as unknown as { axe: typeof axe }).axe;
      const { violations } = await run.run(document, { resultTypes: ['violations'] });
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)} ${node.any.map((one) => one.message).join('; ')}`));
    });
    expect(found, `axe, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/** Colours fade from one theme to the other: half-way nothing has enough contrast. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ends = document.getAnimations().map((one) => one.finished);
    // What repeats for ever, or is paused, has no end to wait for.
    const enough = new Promise((done) => setTimeout(done, 1000));
    await Promise.race([Promise.allSettled(ends), enough]);
  });
}
