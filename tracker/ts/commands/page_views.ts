// Optional page views: one event per address, also in pages that change it by script.

import { record } from '../events';
import { attempt } from '../settings';
import type { Moment } from '../types';

/** Sends `page_view` now and at every change of the address. */
export function watchPages(moment: Moment): void {
  let seen = '';
  const look = (at: Moment) => {
    if (at.url !== seen) record('page_view', {}, at);
    seen = at.url;
  };
  const changed = () => attempt(() => look({ time: Date.now(), url: location.href }));
  look(moment);
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) {
    navigation.addEventListener('currententrychange', changed);
    return;
  }
  // Browsers without the Navigation API say nothing of pushState, so it is wrapped there and only there.
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (this: History, ...state: Parameters<typeof original>) {
      original.apply(this, state);
      changed();
    };
  }
  addEventListener('popstate', changed);
}
