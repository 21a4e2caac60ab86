// Which kinds of storage the page may use. Asking may throw, which is an answer too.

import { attempt } from '../settings';

export default function storage(): object {
  return {
    local: !!attempt(() => localStorage),
    session: !!attempt(() => sessionStorage),
    indexedDb: !!attempt(() => indexedDB),
  };
}
