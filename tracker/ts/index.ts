// dregs.js: takes the place of the stub that the page's snippet made, and runs what the page has called so far.

import { makeDregs } from './queue';
import { attempt } from './settings';

attempt(() => {
  const page = window as { dregs?: { version?: string; q?: ArrayLike<unknown>[] } };
  // Included twice: the first one is at work.
  if (page.dregs?.version) return;
  // Known only while the script runs for the first time.
  const source = (document.currentScript as HTMLScriptElement | null)?.src;
  const { dregs, replay } = makeDregs(new URL(source || location.href).origin);
  const calls = Array.from(page.dregs?.q || []);
  page.dregs = dregs as never;
  calls.forEach(replay);
});
