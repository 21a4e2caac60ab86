// Signs that a program drives this browser. They are facts for the server to weigh, not verdicts.

import type { Device } from '../types';

const GLOBALS = /^(\$?cdc_|\$chrome_a|__(pw|play|pupp|selen|webdr|driver|fxdr)|_?phantom|callP|domAuto)/;
const HEADLESS = /headless/i;

/** The family of a system by its name; phones and Chromebooks count as their kernels' family. */
function family(name: unknown): number | undefined {
  const match = /(mac|ip)|(win)|(linux|android|cros|chrom)/i.exec(name as string);
  return match?.lastIndexOf(match[0]);
}

/** Functions that stealth scripts replace; privacy extensions and polyfills replace others. */
function watchedNatives(): Function[] {
  const getters = ['webdriver', 'userAgent', 'platform', 'languages', 'plugins'];
  return [
    ...getters.map((name) => Object.getOwnPropertyDescriptor(Navigator.prototype, name)?.get),
    window.WebGLRenderingContext?.prototype.getParameter,
    navigator.permissions?.query,
  ].filter(Boolean) as Function[];
}

/** On the wrong object a native function throws at once; a proxy shows its frames, or makes up an answer. */
function isProxied(native: Function): boolean {
  try {
    // A rejected promise is a refusal too, and must not be reported as unhandled.
    return !native.call({})?.catch?.(() => 1);
  } catch (error) {
    return /at (Object|Reflect)\.(apply|get) |Proxy/.test((error as Error).stack!);
  }
}

export default function automation(record: Device): string[] {
  const codes = record.automation as string[];
  const userAgent = record.userAgent as string;
  const hints = record.userAgentData as { platform: string } | null;
  const families = [userAgent, record.platform, hints?.platform].map(family).filter(Boolean);
  const natives = watchedNatives();
  const hasGlobal = (owner: object) => Object.getOwnPropertyNames(owner).some((name) => GLOBALS.test(name));
  const layout = top === window && !document.documentElement.clientWidth;

  // Scripts that patch the page may forget the frames made later, whose functions are still the browser's own.
  const frame = document.createElement('iframe');
  document.documentElement.append(frame);
  const clean = frame.contentWindow as Window & typeof globalThis;
  const source = clean.Function.prototype.toString;
  const found: Record<string, unknown> = {
    webdriver: record.webdriver,
    'frame-webdriver': clean.navigator.webdriver,
    'headless-ua': HEADLESS.test(userAgent),
    'headless-brand': HEADLESS.test(JSON.stringify(hints)),
    global: [window, document].some(hasGlobal),
    patched: natives.some((native) => !/native code/.test(source.call(native))),
    // Polyfills replace toString itself, but not by a proxy.
    proxied: [...natives, Function.prototype.toString].some(isProxied),
    platform: new Set(families).size > 1 || (record.engine === 'blink' && !/Chrom/.test(userAgent)),
    permission: record.permissionsInconsistent,
    layout,
  };
  frame.remove();
  for (const code in found) if (found[code]) codes.push(code);
  return codes;
}
