// From a device record to its fingerprint. The server computes the same from the same record.

import { murmur128 } from './hash';
import { bytes } from './serialize';

/** The generation of the signal set below. A changed set is a new generation, never a silent change of every id. */
export const GENERATION = 1;

// The record may come from anywhere and any part of it may be null.
type Part = Record<string, any> | null | undefined;

/** Whole hundredths, so that no fraction is ever printed. */
const hundredths = (value: unknown) => (typeof value === 'number' ? Math.floor(value * 100 + 0.5) : null);

/**
 * The signals that stay the same on one device, in a fixed order. Undefined ones are printed as null.
 * Left out on purpose: versions, window sizes, zoom, preferences, network, and whatever an engine is known to blur.
 */
export function stable(device: Record<string, any>): unknown[] {
  const { engine, userAgent, hardwareConcurrency: cores } = device;
  const blink = engine === 'blink';
  const gecko = engine === 'gecko';
  const webkit = engine === 'webkit';
  const hints: Part = device.userAgentData;
  const media: Part = device.mediaQueries;
  const screen: Part = device.screen;
  const webgl: Part = device.webgl;

  return [
    engine,
    // Every number goes: an update is not a new device. Neither is the same browser without its window.
    typeof userAgent === 'string' ? userAgent.replace('HeadlessChrome', 'Chrome').replace(/\d[\d._]*/g, '') : null,
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
    blink ? hundredths(device.deviceMemory) : null,
    // Sorted, because a tablet turns. Safari gives every machine the same.
    webkit ? null : Math.min(screen?.width, screen?.height),
    webkit ? null : Math.max(screen?.width, screen?.height),
    webkit ? null : screen?.colorDepth,
    // On a desktop zoom changes the ratio.
    media?.anyPointer === 'coarse' ? hundredths(screen?.pixelRatio) : null,
    media?.anyPointer,
    media?.colorGamut,
    device.maxTouchPoints,
    device.pdfViewer,
    webgl?.vendor,
    // Dotted numbers are driver and interface versions; model numbers have no dots.
    typeof webgl?.renderer === 'string' ? webgl.renderer.replace(/\d+(\.\d+)+/g, '') : null,
    webgl?.hash,
    // Gecko and WebKit add noise that no test notices; elsewhere the noise is noticed and the hash withheld.
    blink && !/^(noisy|skip)$/.test(device.canvas) ? device.canvas : null,
    // Gecko's private windows hide fonts.
    gecko ? null : device.fonts,
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
