// The window, inside and out. Never in the fingerprint.

import { pick } from '../pick';

export default function windowSize(): object {
  return pick(window, 'innerWidth innerHeight outerWidth outerHeight');
}
