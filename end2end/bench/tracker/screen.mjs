// A virtual screen with a window manager, for browsers that have a window.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Starts Xvfb on a free display; `stop` ends it. */
export async function openScreen() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1366x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await once(server.stdio[3], 'data');
  const display = `:${`${number}`.trim()}`;
  const environment = { ...process.env, DISPLAY: display };
  const manager = spawn('openbox', [], { env: environment, stdio: 'ignore' });
  await sleep(300);
  return {
    display,
    environment,
    stop() {
      manager.kill();
      server.kill();
    },
  };
}

/** Runs xdotool over a script of commands, one a line. */
export async function xdotool(screen, lines) {
  const child = spawn('xdotool', ['-'], { env: screen.environment, stdio: ['pipe', 'ignore', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (bytes) => (complaints += bytes));
  child.stdin.end(lines.join('\n') + '\n');
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`xdotool: ${complaints}`);
}
