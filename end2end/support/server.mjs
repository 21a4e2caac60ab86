// A real `dregs` on a free loopback port, with a fresh data folder: for the browser tests, the crash test, the screenshots.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {{ name: string, email: string, password: string, publicKey: string, secretKey: string }} Account */

const START_MS = 30_000;

/** A running server; `stop` ends it and removes its data. */
export class Server {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #accounts = 0;
  /** What the server printed, for the report of a failure. */
  log = '';

  /**
   * @param {string} folder
   * @param {number} port
   * @param {Record<string, string>} environment
   */
  constructor(folder, port, environment) {
    this.folder = folder;
    this.url = `http://127.0.0.1:${port}`;
    /** @type {Record<string, string>} */
    this.environment = {
      PATH: process.env.PATH ?? '',
      RUST_BACKTRACE: '1',
      DREGS_BIND: `127.0.0.1:${port}`,
      DREGS_DATA_DIR: folder,
      // One machine plays everybody: the limits that hold strangers back would hold the tests back.
      DREGS_LIMIT_SIGN_IN_PER_ADDRESS: '1000',
      DREGS_LIMIT_SIGN_IN_PER_MEMBER: '1000',
      DREGS_LIMIT_API: '100000',
      DREGS_LIMIT_CHANNELS: '1000',
      ...environment,
    };
  }

  /**
   * Starts one with an empty database.
   * @param {Record<string, string>} environment
   */
  static async start(environment = {}) {
    const server = new Server(await mkdtemp(join(tmpdir(), 'dregs-end2end-')), await freePort(), environment);
    await server.launch();
    return server;
  }

  /** Starts the process and waits until it is ready. */
  async launch() {
    const child = spawn(binary(), ['serve'], { env: this.environment, cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (bytes) => (this.log += bytes));
    }
    const end = Date.now() + START_MS;
    while (!(await this.#answers('/readyz'))) {
      if (child.exitCode !== null) throw new Error(`dregs ended with ${child.exitCode}:\n${this.log}`);
      if (Date.now() > end) throw new Error(`dregs is not ready after ${START_MS} ms:\n${this.log}`);
      await sleep(20);
    }
  }

  /** Ends the process as a power cut would. */
  async kill() {
    await this.#end('SIGKILL');
  }

  /** Ends the process politely and removes its data. */
  async stop() {
    await this.#end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  /**
   * Makes an account with its owner and a credential.
   * @param {string} name
   * @returns {Promise<Account>}
   */
  async account(name = 'Shop') {
    this.#accounts += 1;
    const email = `owner-${this.#accounts}@example.com`;
    const password = `a long enough password ${this.#accounts}`;
    const words = ['setup', '--email', email, '--password-file', '-', '--account', name, '--json'];
    const child = spawn(binary(), words, { env: this.environment, cwd: this.folder, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.end(`${password}\n`);
    let output = '';
    let complaints = '';
    child.stdout.on('data', (bytes) => (output += bytes));
    child.stderr.on('data', (bytes) => (complaints += bytes));
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`dregs setup ended with ${code}: ${complaints}`);
    const { publicKey, secretKey } = JSON.parse(output);
    return { name, email, password, publicKey, secretKey };
  }

  /**
   * One API call, whatever the answer is.
   * @param {string} method
   * @param {string} path
   * @param {string} [key] A secret key, or a member's token.
   * @param {object} [body]
   * @returns {Promise<{ status: number, body: any }>}
   */
  async call(method, path, key, body) {
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    return { status: response.status, body: await response.json() };
  }

  /** @param {NodeJS.Signals} signal */
  async #end(signal) {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const late = globalThis.setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
  }

  /** @param {string} path */
  async #answers(path) {
    try {
      return (await fetch(this.url + path)).ok;
    } catch {
      return false;
    }
  }
}

function binary() {
  const path = process.env.DREGS_BIN;
  if (!path) throw new Error('DREGS_BIN must name the dregs binary (cargo xtask test sets it)');
  return path;
}

/** @returns {Promise<number>} */
export async function freePort() {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  listener.close();
  await once(listener, 'close');
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
