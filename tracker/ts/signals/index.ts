// The signals in the order they are read, and why.
//
// Every group is one task of at most 12 ms, and the page gets its turn between two groups. A promise starts in its
// group and is awaited at the end, so slow answers overlap with the rest.

import automation from './automation';
import audio from './audio';
import canvas from './canvas';
import clientHints from './client_hints';
import deviceMemory from './device_memory';
import engine from './engine';
import fonts from './fonts';
import gpc from './gpc';
import hardwareConcurrency from './hardware_concurrency';
import language from './language';
import languages from './languages';
import maxTouchPoints from './max_touch_points';
import mediaQueries from './media_queries';
import network from './network';
import pdfViewer from './pdf_viewer';
import permissionsInconsistent from './permissions_inconsistent';
import platform from './platform';
import plugins from './plugins';
import screenSize from './screen_size';
import storage from './storage';
import timezone from './timezone';
import timezoneOffset from './timezone_offset';
import userAgent from './user_agent';
import vendor from './vendor';
import webdriver from './webdriver';
import webgl from './webgl';
import windowSize from './window_size';
import worker from './worker';
import type { Device } from '../types';

export type Group = Record<string, (device: Device) => unknown>;

/** What the fingerprint is made of. */
export const identifying: Group[] = [
  // Client hints answer from another process: asked first. The rest are plain reads.
  {
    userAgentData: clientHints,
    engine,
    userAgent,
    platform,
    vendor,
    language,
    hardwareConcurrency,
    deviceMemory,
    maxTouchPoints,
    pdfViewer,
    screen: screenSize,
    mediaQueries,
  },
  { canvas },
  { fonts },
  // After the canvas, which it disturbs on some drivers.
  { webgl },
  // Last: the first date formatter of a page is slow, and a page that makes one itself has paid by now.
  { timezone },
];

/** What only describes; read when the fingerprint is already known. */
export const describing: Group[] = [
  {
    audio,
    permissionsInconsistent,
    languages,
    timezoneOffset,
    window: windowSize,
    plugins,
    webdriver,
    storage,
    rtt: network,
    gpc,
  },
  { automation },
];

/** Asked when the automation codes already show a disguise. */
export const doubting = worker;
