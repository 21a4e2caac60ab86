// The public face: `dregs('name', …)` and `dregs.name(…)`, and the calls the page made before this script arrived.

import { fingerprint } from './commands/fingerprint';
import { getDeviceInfo } from './commands/get_device_info';
import { identify } from './commands/identify';
import { init } from './commands/init';
import { reset } from './commands/reset';
import { track } from './commands/track';
import { serialize } from './serialize';
import { complain } from './settings';
import type { Moment, Options } from './types';
import { version } from '../package.json';

const MAX_WAITING = 100;

type Call = ArrayLike<unknown> & { answer?: (value: unknown) => void };

/** Makes the function that replaces the stub; `origin` is where the script came from. */
export function makeDregs(origin: string) {
  let waiting: (() => void)[] = [];
  let state: boolean | undefined;

  // Until init nothing is sent or stored, which is also how a page waits for consent. The moment is that of the call.
  const later = (command: (moment: Moment, ...args: unknown[]) => void) =>
    (...args: unknown[]) => {
      const moment = { time: Date.now(), url: location.href };
      const run = () => command(moment, ...args);
      if (state) run();
      else if (state === undefined && waiting.length < MAX_WAITING) {
        serialize(args);
        waiting.push(run);
      }
    };

  const commands = new Map<unknown, (...args: unknown[]) => unknown>(
    Object.entries({
      init(options: unknown) {
        if (state) return;
        state = init(options as Options, { time: Date.now(), url: location.href }, origin) || undefined;
        if (!state) return;
        const earlier = waiting;
        waiting = [];
        earlier.forEach((run) => guarded(run));
      },
      identify: later(identify),
      track: later(track),
      reset: later(reset),
      fingerprint,
      getDeviceInfo,
      isInitialized: () => !!state,
      version: () => version,
    }),
  );

  const guarded = (work: () => unknown) => {
    try {
      return work();
    } catch (error) {
      complain(error);
      return undefined;
    }
  };

  const call = (name: unknown, args: unknown[]) =>
    guarded(() => {
      const command = commands.get(name);
      if (!command) throw 'unknown command ' + String(name);
      const answer = command(...args);
      // A page that does not look at the answer must not see an unhandled rejection.
      if (answer instanceof Promise) answer.catch(() => 0);
      return answer;
    });

  const dregs = (name: unknown, ...args: unknown[]) => call(name, args);
  const replay = (made: Call) => {
    const [name, ...args] = Array.from(made);
    const answer = call(name, args);
    made.answer?.(answer);
  };
  // A page may have kept the stub; what it pushes from now on runs at once.
  const methods: Record<string, unknown> = { q: { push: replay } };
  commands.forEach((_, name) => (methods[name as string] = (...args: unknown[]) => call(name, args)));
  return { dregs: Object.assign(dregs, methods, { version }), replay };
}
