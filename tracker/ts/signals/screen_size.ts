// The screen: its size, what the desktop leaves of it, its colours and its pixel ratio.

import { pick } from '../pick';

export default function screenSize(): object {
  return { ...pick(screen, 'width height availWidth availHeight colorDepth'), pixelRatio: devicePixelRatio };
}
