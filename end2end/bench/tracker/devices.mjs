// Twenty-four devices that customers of one shop may have. Many are alike but for one thing, as they are in life.

import { size, visit } from './identity.mjs';

const INTEL = ['Google Inc. (Intel)', 'ANGLE (Intel, Intel(R) UHD Graphics 620 Direct3D11 vs_5_0 ps_5_0, D3D11)'];
const IRIS = ['Google Inc. (Intel)', 'ANGLE (Intel, Intel(R) Iris(R) Xe Graphics Direct3D11 vs_5_0 ps_5_0, D3D11)'];
const NVIDIA = ['Google Inc. (NVIDIA)', 'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)'];
const RADEON = ['Google Inc. (AMD)', 'ANGLE (AMD, AMD Radeon(TM) Graphics Direct3D11 vs_5_0 ps_5_0, D3D11)'];
const M1 = ['Google Inc. (Apple)', 'ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)'];
const M3 = ['Google Inc. (Apple)', 'ANGLE (Apple, ANGLE Metal Renderer: Apple M3 Pro, Unspecified Version)'];
const MESA = ['Google Inc. (Intel)', 'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)'];
const ADRENO = ['Qualcomm', 'Adreno (TM) 740'];
const MALI = ['ARM', 'Mali-G78'];

const SYSTEMS = {
  windows: { words: 'Windows NT 10.0; Win64; x64', platform: 'Win32', hints: { platform: 'Windows', architecture: 'x86', bitness: '64' } },
  mac: { words: 'Macintosh; Intel Mac OS X 10_15_7', platform: 'MacIntel', hints: { platform: 'macOS', architecture: 'arm', bitness: '64' } },
  linux: { words: 'X11; Linux x86_64', platform: 'Linux x86_64', hints: { platform: 'Linux', architecture: 'x86', bitness: '64' } },
  android: { words: 'Linux; Android 10; K', platform: 'Linux armv81', hints: { platform: 'Android', architecture: '', bitness: '', mobile: true } },
};

// System, screen, pixel ratio, processors, memory, graphics, time zone, language, and the model of a telephone.
const DEVICES = [
  ['windows', [1920, 1080, 1], 8, 8, INTEL, 'Europe/Berlin', 'de-DE'],
  ['windows', [1920, 1080, 1], 8, 8, IRIS, 'Europe/Berlin', 'de-DE'],
  ['windows', [1920, 1080, 1], 12, 8, IRIS, 'Europe/Berlin', 'de-DE'],
  ['windows', [1920, 1080, 1], 12, 16, IRIS, 'Europe/Berlin', 'de-DE'],
  ['windows', [1920, 1080, 1], 12, 16, IRIS, 'Europe/Vienna', 'de-DE'],
  ['windows', [1920, 1080, 1], 12, 16, IRIS, 'Europe/Vienna', 'de-AT'],
  ['windows', [2560, 1440, 1], 12, 16, NVIDIA, 'Europe/Paris', 'fr-FR'],
  ['windows', [1920, 1200, 1], 12, 16, NVIDIA, 'Europe/Paris', 'fr-FR'],
  ['windows', [1536, 864, 1.25], 8, 8, RADEON, 'America/New_York', 'en-US'],
  ['windows', [1366, 768, 1], 4, 4, INTEL, 'America/New_York', 'en-US'],
  ['windows', [1366, 768, 1], 4, 4, INTEL, 'America/Toronto', 'en-US'],
  ['mac', [1440, 900, 2], 8, 8, M1, 'America/Los_Angeles', 'en-US'],
  ['mac', [1512, 982, 2], 11, 16, M3, 'America/Los_Angeles', 'en-US'],
  ['mac', [1512, 982, 2], 12, 16, M3, 'America/Los_Angeles', 'en-US'],
  ['mac', [1440, 900, 2], 8, 8, M1, 'Europe/London', 'en-GB'],
  ['linux', [1920, 1080, 1], 8, 8, MESA, 'Europe/Berlin', 'de-DE'],
  ['linux', [1920, 1080, 1], 8, 8, MESA, 'Europe/Berlin', 'en-US'],
  ['linux', [3840, 2160, 1], 16, 32, MESA, 'Europe/Berlin', 'en-US'],
  ['android', [412, 915, 2.625], 8, 8, ADRENO, 'Europe/Berlin', 'de-DE', 'SM-S911B'],
  ['android', [412, 915, 2.625], 8, 8, ADRENO, 'Europe/Berlin', 'de-DE', 'SM-S916B'],
  ['android', [412, 915, 2.625], 8, 8, ADRENO, 'Europe/Madrid', 'es-ES', 'SM-S911B'],
  ['android', [412, 915, 2.625], 8, 8, MALI, 'Europe/Berlin', 'de-DE', 'Pixel 6'],
  ['android', [360, 800, 3], 8, 4, MALI, 'Asia/Kolkata', 'en-IN', 'SM-A525F'],
  ['android', [393, 873, 2.75], 8, 8, ADRENO, 'America/Sao_Paulo', 'pt-BR', '22101320G'],
];

/** Whatever the protocol cannot pretend, in the page before any script. */
const pretend = (memory, [vendor, renderer]) => `
Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => ${memory} });
const ask = WebGLRenderingContext.prototype.getParameter;
WebGLRenderingContext.prototype.getParameter = function (name) {
  return { 0x9245: ${JSON.stringify(vendor)}, 0x9246: ${JSON.stringify(renderer)} }[name] ?? ask.call(this, name);
};`;

function given([system, [width, height, ratio], cores, memory, graphics, zone, language, model = '']) {
  const { words, platform, hints } = SYSTEMS[system];
  const phone = system === 'android';
  const mobile = phone ? 'Mobile ' : '';
  return {
    context: { timezoneId: zone, locale: language, hasTouch: phone },
    cdp: {
      ...size(width, phone ? height : height - 130, ratio, width, height),
      'Emulation.setHardwareConcurrencyOverride': { hardwareConcurrency: cores },
      'Emulation.setUserAgentOverride': {
        userAgent: `Mozilla/5.0 (${words}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 ${mobile}Safari/537.36`,
        acceptLanguage: language,
        platform,
        userAgentMetadata: {
          brands: [{ brand: 'Chromium', version: '148' }],
          fullVersionList: [{ brand: 'Chromium', version: '148.0.1.2' }],
          platformVersion: '',
          mobile: false,
          model,
          ...hints,
        },
      },
    },
    script: pretend(memory, graphics),
  };
}

export const COUNT = DEVICES.length;

/** How many different ids a tool gives to all of them. */
export async function measureDevices(state, site, tool) {
  const ids = new Set();
  for (const device of DEVICES) ids.add(await visit(state, site, tool, given(device)));
  return ids.size;
}
