// The graphics card by its unmasked name, and six of its limits.

import { murmur128 } from '../hash';
import { bytes } from '../serialize';
import type { Device } from '../types';

// The numbers that the WebGL standard gives these names.
const VENDOR = 0x1f00;
const RENDERER = 0x1f01;
const UNMASKED_VENDOR = 0x9245;
const LIMITS = [
  0x0d33, // MAX_TEXTURE_SIZE
  0x0d3a, // MAX_VIEWPORT_DIMS
  0x846d, // ALIASED_POINT_SIZE_RANGE
  0x8b4d, // MAX_COMBINED_TEXTURE_IMAGE_UNITS
  0x8dfc, // MAX_VARYING_VECTORS
  0x8dfd, // MAX_FRAGMENT_UNIFORM_VECTORS
];

export default function webgl({ engine }: Device): object {
  const gl = document.createElement('canvas').getContext('webgl')!;
  const ask = (name: number) => gl.getParameter(name);
  // Firefox answers the plain names unmasked, and warns in the console about the extension.
  const unmasked = engine !== 'gecko' && gl.getExtension('WEBGL_debug_renderer_info');
  // The extension numbers its two names in the order of the plain ones.
  const shift = unmasked ? UNMASKED_VENDOR - VENDOR : 0;
  const record = {
    vendor: ask(VENDOR + shift),
    renderer: ask(RENDERER + shift),
    hash: murmur128(bytes(LIMITS.map(ask).join())),
  };
  // Browsers keep few contexts, and the page may want them.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return record;
}
