// dregs.js: takes the place of the stub that the page's snippet made, and runs what the page has called so far.

import { makeDregs } from './queue';
import { attempt } from './settings';

attempt(() => {
  const page = window as { dregs?: { version?: string; q?: ArrayLike<unknown>[] } };
  const stub = page.dregs;
  // Included twice: the first one is at work.
  if (stub?.version) return;
  // Known only while the script runs for the first time.
  const source = document.currentScript as HTMLScriptElement | null;
  const dregs = makeDregs(new URL(source?.src || location.href).origin);
  page.dregs = dregs as never;
  Array.from(stub?.q || []).forEach(dregs.q.push);
});
