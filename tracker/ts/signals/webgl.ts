// The graphics card by its unmasked name, and six of its limits.

import { murmur128 } from '../hash';
import { bytes } from '../serialize';
import engine from './engine';

export default function webgl(): object | null {
  const gl = document.createElement('canvas').getContext('webgl');
  if (!gl) return null;
  const extension = (name: string) => gl.getExtension(name);
  const ask = (name: number) => gl.getParameter(name);
  // Firefox answers the plain names unmasked, and warns in the console about the extension.
  const unmasked = engine() !== 'gecko' && extension('WEBGL_debug_renderer_info') ? 0x9245 - gl.VENDOR : 0;
  const limits = [
    gl.MAX_TEXTURE_SIZE,
    gl.MAX_COMBINED_TEXTURE_IMAGE_UNITS,
    gl.MAX_FRAGMENT_UNIFORM_VECTORS,
    gl.MAX_VARYING_VECTORS,
    gl.ALIASED_POINT_SIZE_RANGE,
    gl.MAX_VIEWPORT_DIMS,
  ];
  const record = {
    vendor: ask(gl.VENDOR + unmasked),
    // The extension numbers its two names in the same order.
    renderer: ask(gl.RENDERER + unmasked),
    hash: murmur128(bytes(limits.map(ask).join())),
  };
  // Browsers keep few contexts, and the page may want them.
  extension('WEBGL_lose_context')?.loseContext();
  return record;
}
