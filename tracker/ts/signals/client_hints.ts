// Client hints: what Chromium says of itself and its machine. Secure pages only.

import { pick } from '../pick';

export default function clientHints(): Promise<object> {
  const hints = (navigator as any).userAgentData;
  return (
    hints
      .getHighEntropyValues(['architecture', 'bitness', 'model', 'platformVersion', 'fullVersionList'])
      // A permissions policy may forbid the details; the rest is still true.
      .catch(() => 0)
      .then((details: object) => ({ ...pick(hints, 'brands mobile platform'), ...details }))
  );
}
