// The signals in the order they are read, and why.
//
// Every group is one task of at most 12 ms, and the page gets its turn between two groups. A promise starts in its
// group and is awaited after the last one, so slow answers overlap with the rest.

import audio from './audio';
import automation from './automation';
import canvas from './canvas';
import clientHints from './client_hints';
import fonts from './fonts';
import mediaQueries from './media_queries';
import network from './network';
import permissionsInconsistent from './permissions_inconsistent';
import plugins from './plugins';
import screenSize from './screen_size';
import storage from './storage';
import timezone from './timezone';
import timezoneOffset from './timezone_offset';
import webgl from './webgl';
import windowSize from './window_size';
import type { Device } from '../types';

export type Group = Record<string, (record: Device) => unknown>;

/** What the fingerprint is made of, besides the browser's own plain words. */
export const identifying: Group[] = [
  // Client hints answer from another process: asked first.
  { userAgentData: clientHints, screen: screenSize, mediaQueries, canvas },
  { fonts },
  // After the canvas, which it disturbs on some drivers.
  { webgl },
  // Last: the first date formatter of a page is slow, and a page that makes one itself has paid by now.
  { timezone },
];

/** What only describes; read when the fingerprint is already known. */
export const describing: Group = {
  audio,
  permissionsInconsistent,
  timezoneOffset,
  window: windowSize,
  plugins,
  storage,
  rtt: network,
};

/** Weighs what the others have read, so it comes after them. */
export const concluding: Group = { automation };
