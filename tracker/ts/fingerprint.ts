// From a device record to its fingerprint. The server computes the same from the same record.

import { murmur128 } from './hash';
import { bytes } from './serialize';

/** The generation of the signal set below. A changed set is a new generation, never a silent change of every id. */
export const GENERATION = 1;

/** No longer than this is a mark, `noisy` or `skip`; a hash is longer. */
const MARK_LENGTH = 9;

/** Whole hundredths, so that no fraction is ever printed; 0 for null. */
const hundredths = (value: number) => Math.round(value * 100);

/**
 * The signals that stay the same on one device, in a fixed order. Undefined ones are printed as null.
 * Left out on purpose: versions, window sizes, zoom, preferences, network, and whatever an engine is known to blur.
 */
export function stable(device: Record<string, any>): unknown[] {
  const { engine, userAgentData: hints, mediaQueries: media, screen, webgl, hardwareConcurrency: cores } = device;
  const blink = engine === 'blink';
  const gecko = engine === 'gecko';

  return [
    engine,
    // Every number goes: an update is not a new device. Neither is the same browser without its window.
    device.userAgent?.replace('HeadlessChrome', 'Chrome').replace(/\d[\d._]*/g, ''),
    device.platform,
    device.vendor,
    device.language,
    device.timezone,
    hints?.platform,
    hints?.architecture,
    hints?.bitness,
    hints?.model,
    hints?.mobile,
    // Gecko's private windows report 4 or 8.
    gecko ? cores >= 8 : cores,
    blink && hundredths(device.deviceMemory),
    // Sorted, because a tablet turns. Safari gives every machine the same.
    engine !== 'webkit' &&
      screen && [Math.min(screen.width, screen.height), Math.max(screen.width, screen.height), screen.colorDepth],
    // On a desktop zoom changes the ratio.
    media?.anyPointer === 'coarse' && hundredths(screen?.pixelRatio),
    media?.anyPointer,
    media?.colorGamut,
    device.maxTouchPoints,
    device.pdfViewerEnabled,
    webgl?.vendor,
    // Dotted numbers are driver and interface versions; model numbers have no dots.
    webgl?.renderer?.replace(/\d+(\.\d+)+/g, ''),
    webgl?.hash,
    // Gecko and WebKit add noise that no test notices; elsewhere the noise is noticed and the hash withheld.
    blink && device.canvas?.length > MARK_LENGTH && device.canvas,
    // Gecko's private windows hide fonts.
    !gecko && device.fonts,
  ];
}

/** The canonical JSON of the stable signals after the generation number. */
export function canonical(device: Record<string, any>): string {
  return GENERATION + JSON.stringify(stable(device));
}

/** 32 lower-case hex digits. */
export function fingerprintOf(device: Record<string, any>): string {
  return murmur128(bytes(canonical(device)));
}
