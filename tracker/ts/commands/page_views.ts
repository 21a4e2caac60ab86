// Optional page views: one event per address, also in pages that change it by script.

import { moment, record } from '../events';
import { attempt } from '../settings';

/** Sends `page_view` now and at every change of the address. */
export function watchPages(): void {
  let seen: string;
  const look = () =>
    attempt(() => {
      const at = moment();
      if (at.url !== seen) record('page_view', {}, at);
      seen = at.url;
    });
  look();
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) return navigation.addEventListener('currententrychange', look);
  // Browsers without the Navigation API say nothing of pushState, so it is wrapped there and only there.
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = (...state) => {
      original.apply(history, state);
      look();
    };
  }
  addEventListener('popstate', look);
}
