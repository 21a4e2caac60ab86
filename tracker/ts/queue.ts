// The public face: `dregs('name', …)` and `dregs.name(…)`, and the calls the page made before this script arrived.

import { version } from '../package.json';
import { fingerprint } from './commands/fingerprint';
import { getDeviceInfo } from './commands/get_device_info';
import { identify } from './commands/identify';
import { init } from './commands/init';
import { reset } from './commands/reset';
import { track } from './commands/track';
import { moment } from './events';
import { serialize } from './serialize';
import { attempt, complain } from './settings';
import type { Moment, Options } from './types';

const MAX_WAITING = 100;

/** What a stub keeps of a call; `answer` passes on what the call returns. */
type Call = ArrayLike<unknown> & { answer?: (value: unknown) => void };
type Command = (...args: any[]) => unknown;

/** Makes the function that replaces the stub; `origin` is where the script came from. */
export function makeDregs(origin: string) {
  let initialized = false;
  let waiting: (() => void)[] = [];

  // Until init nothing is sent or stored, which is also how a page waits for consent. The moment is that of the call.
  const later =
    (command: (at: Moment, ...args: unknown[]) => void): Command =>
    (...args) => {
      const at = moment();
      if (initialized) command(at, ...args);
      else if (waiting.length < MAX_WAITING) {
        const copy = JSON.parse(serialize(args));
        waiting.push(() => command(at, ...copy));
      }
    };
  const commands: Record<string, Command> = {
    init(options: Options) {
      initialized = initialized || init(options, moment(), origin);
      if (initialized) waiting.splice(0).forEach((call) => attempt(call, complain));
    },
    identify: later(identify),
    track: later(track),
    reset: later(reset),
    fingerprint,
    getDeviceInfo,
    isInitialized: () => initialized,
  };
  const dregs = (name: string, ...args: unknown[]) =>
    attempt(() => {
      if (!commands.hasOwnProperty(name)) throw 'no command ' + name;
      const answer = commands[name]!(...args) as Promise<unknown> | undefined;
      // A page that does not look at the answer must not see an unhandled rejection.
      answer?.catch?.(() => 0);
      return answer;
    }, complain);
  const replay = (call: Call) => {
    const answer = (dregs as Command).apply(null, call as unknown[]);
    call.answer?.(answer);
  };
  for (const name in commands) (dregs as any)[name] = dregs.bind(null, name);
  // A page may have kept the stub: what it pushes from now on runs at once.
  return Object.assign(dregs, { version, q: { push: replay } });
}
