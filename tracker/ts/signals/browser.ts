// What the browser says of itself in plain properties; numbers of versions are dropped before hashing, not here.

import { pick } from '../pick';

export default function browser(): Record<string, unknown> {
  return pick(
    navigator,
    // `languages` is kept apart from the first one: people add a second, and private windows shorten the list.
    'userAgent platform vendor language languages hardwareConcurrency deviceMemory maxTouchPoints pdfViewerEnabled ' +
      'webdriver cookieEnabled globalPrivacyControl',
  );
}
