// Knowing when a page is alive: the server's HTML looks finished long before the scripts have taken over.

import type { BrowserContext, Page } from '@playwright/test';

interface Marked {
  dregsHydrated?: true;
}

/** Makes every page of a context remember that its `hydrate` has returned. */
export async function watchHydration(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // A panic is ten frames of machinery deep.
    Error.stackTraceLimit = 60;
    const start = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (source, imports) => {
      const { module, instance } = await start(source, imports);
      const { hydrate, ...rest } = instance.exports as Record<string, () => void>;
      const exports = {
        ...rest,
        hydrate: () => {
          hydrate?.();
          (window as Marked).dregsHydrated = true;
        },
      };
      return { module, instance: { exports } as unknown as WebAssembly.Instance };
    };
  });
}

/** Waits until the scripts of the page shown now have taken over what the server rendered. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => (window as Marked).dregsHydrated);
}
