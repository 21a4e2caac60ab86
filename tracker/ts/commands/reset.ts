// reset: forgets the identity, for a logout.

import { remember } from '../session';
import type { Moment } from '../types';

export function reset(moment: Moment): void {
  remember(undefined, moment.time);
}
