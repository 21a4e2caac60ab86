// The clock moved, not waited: the schedule of retries takes two days. Instead of making now later, this makes what waits for
// a time older, in the database, by as much. Nothing in the server knows of it.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** @typedef {import('./server.mjs').Server} Server */

/** Longer than the longest wait between two attempts. */
const MOVE_MS = 27 * 3_600_000;
const call = promisify(execFile);

/**
 * A day and more passes for deliveries that wait for their next attempt, and for channels that are left alone. What is in
 * somebody's hands stays there: its lease is not touched, so this may be done while the server runs.
 * @param {Server} server
 */
export async function passForDeliveries(server) {
  await run(server, paused(), waiting('lease IS NULL'));
}

/**
 * The same for everything, also for what was in the hands of a process that is dead: only while no server runs.
 * @param {Server} server
 */
export async function passForAll(server) {
  const leased = `run_at = run_at - ${MOVE_MS}, turn_at = turn_at - ${MOVE_MS}, lease_until = lease_until - ${MOVE_MS}`;
  await run(server, paused(), waiting('next_at IS NOT NULL'), `UPDATE jobs SET ${leased} WHERE lease_owner IS NOT NULL`);
}

/**
 * After the channels: the server writes both in this order.
 * @param {string} which
 */
function waiting(which) {
  const older = `created_at = created_at - ${MOVE_MS}, next_at = next_at - ${MOVE_MS}`;
  return `UPDATE deliveries SET ${older} WHERE status = 'PENDING' AND ${which}`;
}

/** Since when a channel has been failing stays: after five such days it would be switched off, as it should. */
function paused() {
  return `UPDATE channels SET paused_until = paused_until - ${MOVE_MS} WHERE paused_until IS NOT NULL`;
}

/**
 * @param {Server} server
 * @param {string[]} statements
 */
async function run(server, ...statements) {
  const url = server.environment.DREGS_DATABASE_URL;
  if (url) {
    await call('psql', ['-q', '-v', 'ON_ERROR_STOP=1', url, '-c', statements.join(';')]);
  } else {
    const script = 'import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=30).executescript(sys.argv[2])';
    await call('python3', ['-c', script, join(server.folder, 'dregs.db'), `BEGIN IMMEDIATE;${statements.join(';')};COMMIT`]);
  }
}
