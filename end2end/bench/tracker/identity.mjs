// Whether one device keeps one id, and another device gets another.
//
// A case is a way to open a page: context options, an init script, CDP commands, a path. "Must" and "should" cases are
// compared with the plain visit; noise is compared with a second visit under the same noise, since both are drawn anew.

import { launch, strictPolicy } from './browser.mjs';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/';
const agent = (version, platform = 'Linux', extra = {}) => ({
  'Emulation.setUserAgentOverride': {
    userAgent: `${CHROME}${version}.0.0.0 Safari/537.36`,
    acceptLanguage: 'en-US',
    platform: 'Linux x86_64',
    userAgentMetadata: {
      brands: [{ brand: 'Chromium', version: `${version}` }],
      fullVersionList: [{ brand: 'Chromium', version: `${version}.0.1.2` }],
      platform,
      platformVersion: '',
      architecture: 'x86',
      bitness: '64',
      model: '',
      mobile: false,
      ...extra,
    },
  },
});
/** A window in a screen. */
export const size = (width, height, deviceScaleFactor = 1, screenWidth = 1280, screenHeight = 720) => ({
  'Emulation.setDeviceMetricsOverride': { width, height, deviceScaleFactor, mobile: false, screenWidth, screenHeight },
});
const media = (name, value) => ({ 'Emulation.setEmulatedMedia': { features: [{ name, value }] } });
const getter = (owner, name, value) =>
  `Object.defineProperty(${owner}, '${name}', { get: () => ${JSON.stringify(value)} });`;

const noise = (amount) => `
for (const name of ['getImageData']) {
  const original = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...area) {
    const image = original.apply(this, area);
    for (let at = 0; at < image.data.length; at += 4) image.data[at] ^= ${amount};
    return image;
  };
}
const toDataURL = HTMLCanvasElement.prototype.toDataURL;
HTMLCanvasElement.prototype.toDataURL = function (...type) {
  const context = this.getContext('2d');
  if (context) { context.fillStyle = 'rgb(' + [0, 0, 0].map(() => 255 * (${amount})) + ')'; context.fillRect(0, 0, 1, 1); }
  return toDataURL.apply(this, type);
};`;
const audioNoise = `
const original = AudioBuffer.prototype.getChannelData;
AudioBuffer.prototype.getChannelData = function (channel) {
  return original.call(this, channel).map((value) => value * (1 + Math.random() / 1000));
};`;

export const MUST = {
  reload: {},
  'another tab, same context': { sameContext: true },
  'fresh context': {},
  'browser restarted': { restart: true },
  'cleared storage': { clear: true },
  'small window': { cdp: size(500, 400) },
  'large window': { cdp: size(1270, 700) },
  'zoom 80 %': { cdp: size(1600, 900, 0.8) },
  'zoom 150 %': { cdp: size(853, 480, 1.5) },
  'zoom 300 %': { cdp: size(426, 240, 3) },
  'slow processor': { cdp: { 'Emulation.setCPUThrottlingRate': { rate: 4 } } },
  'hostile page CSS': { path: 'hostile' },
  'strict content policy': { headers: strictPolicy },
  'minor update': { against: { cdp: agent(156) }, cdp: agent('156.0.9') },
};
export const SHOULD = {
  'major update': { against: { cdp: agent(156) }, cdp: agent(157) },
  'another site': { host: 'localhost' },
  // Commands do not reach into such a frame, so both visits go without.
  'frame of another site': { bare: true, against: { bare: true }, path: 'frame' },
  'dark mode': { cdp: media('prefers-color-scheme', 'dark') },
  'reduced motion': { cdp: media('prefers-reduced-motion', 'reduce') },
  'more contrast': { cdp: media('prefers-contrast', 'more') },
  'forced colours': { cdp: media('forced-colors', 'active') },
  'a second language': { script: getter('Navigator.prototype', 'languages', ['en-US', 'de']) },
  'canvas noise per visit': { noise: true, script: () => noise(1 + Math.floor(Math.random() * 6)) },
  'canvas noise per read': { noise: true, script: () => noise('(Math.random() * 4)') },
  'audio noise per read': { script: audioNoise },
  'screen turned': { cdp: size(720, 1200, 1, 720, 1280) },
};
export const DIFFERENT = {
  'time zone': { context: { timezoneId: 'Asia/Tokyo' } },
  language: { context: { locale: 'fr-FR' } },
  cores: { cdp: { 'Emulation.setHardwareConcurrencyOverride': { hardwareConcurrency: 16 } } },
  memory: { script: getter('Navigator.prototype', 'deviceMemory', 4) },
  screen: { cdp: size(1270, 700, 1, 2560, 1440) },
  'operating system': {
    cdp: { 'Emulation.setUserAgentOverride': { userAgent: `${CHROME.replace('X11; Linux x86_64', 'Windows NT 10.0; Win64; x64')}156.0.0.0 Safari/537.36`, platform: 'Win32' } },
  },
  'graphics card': {
    script:
      'const ask = WebGLRenderingContext.prototype.getParameter;' +
      "WebGLRenderingContext.prototype.getParameter = function (name) { return name === 0x9246 ? 'Another card' : ask.call(this, name); };",
  },
  'drawing of text': {
    script:
      'const draw = CanvasRenderingContext2D.prototype.fillText;' +
      'CanvasRenderingContext2D.prototype.fillText = function (text, x, y) { return draw.call(this, text, x + 0.5, y); };',
  },
  'touch screen': { context: { hasTouch: true } },
  'wide colours': { cdp: media('color-gamut', 'p3') },
};

/** The id that one tool gives one visit. */
export async function visit(state, site, tool, given) {
  if (given.restart) {
    await state.browser.close();
    state.browser = await launch();
  }
  const context = await state.browser.newContext({ viewport: null, ...given.context });
  try {
    const script = typeof given.script === 'function' ? given.script() : given.script;
    if (script) await context.addInitScript(script);
    let page = await context.newPage();
    const url = `http://${given.host ?? '127.0.0.1'}:${site.port}/${tool}/${given.path ?? ''}`;
    if (given.clear || given.sameContext) {
      await page.goto(url);
      await page.evaluate(() => window.id);
      await page.evaluate(() => (localStorage.clear(), sessionStorage.clear()));
      page = await context.newPage();
    }
    const session = await context.newCDPSession(page);
    const commands = { ...(given.bare ? {} : size(1280, 720)), ...given.cdp };
    for (const command in commands) await session.send(command, commands[command]);
    site.headers = given.headers ?? {};
    await page.goto(url);
    const frame = given.path === 'frame' ? page.frames()[1] : page;
    return await frame.evaluate(() => window.id);
  } finally {
    site.headers = {};
    await context.close();
  }
}

/** Runs the cases for one tool; answers which names did not do as wanted. */
export async function measureIdentity(state, site, tool) {
  const same = async (given) => {
    const against = given.noise ? given : (given.against ?? {});
    return (await visit(state, site, tool, against)) === (await visit(state, site, tool, given));
  };
  const failed = { must: [], should: [], different: [] };
  for (const name in MUST) if (!(await same(MUST[name]))) failed.must.push(name);
  for (const name in SHOULD) if (!(await same(SHOULD[name]))) failed.should.push(name);
  const ids = [await visit(state, site, tool, {})];
  for (const name in DIFFERENT) {
    const id = await visit(state, site, tool, DIFFERENT[name]);
    if (ids.includes(id)) failed.different.push(name);
    ids.push(id);
  }
  return failed;
}
