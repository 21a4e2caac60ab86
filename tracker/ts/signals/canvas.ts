// How this machine draws letters and blended shapes.
//
// `noisy` when exact colours do not read back as drawn, or two reads differ; `skip` on engines that add noise which no
// test notices (Gecko to text only, WebKit everywhere).

import { murmur128 } from '../hash';
import type { Device } from '../types';

const WIDTH = 256;
const HEIGHT = 40;
/** The left part is striped in exact colours, red and black: opaque extremes survive every colour conversion. */
const STRIPES = 64;
/** Where the text begins, clear of the stripes. */
const TEXT = 70;
const RED = 0xff0000ff;
const BLACK = 0xff000000;

export default function canvas({ engine }: Device): string {
  if (engine !== 'blink') return 'skip';
  const element = document.createElement('canvas');
  element.width = WIDTH;
  element.height = HEIGHT;
  // Drawn by the processor: no round trip to the graphics process, and the same before and after a driver update.
  const context = element.getContext('2d', { willReadFrequently: true })!;
  const read = () => new Uint32Array(context.getImageData(0, 0, WIDTH, HEIGHT).data.buffer);

  for (let x = 0; x < STRIPES; x++) {
    context.fillStyle = x & 1 ? '#f00' : '#000';
    context.fillRect(x, 0, 1, HEIGHT);
  }
  // Slanted letters are drawn without fitting them to pixels, which a change of zoom or screen switches on and off.
  context.rotate(0.02);
  context.font = '15px Arial';
  context.fillText('Cwm fjord veg balks 1', TEXT, 15);
  context.font = 'italic 17px Times';
  context.fillStyle = '#6c0b';
  context.fillText('Cwm fjord veg balks 1', TEXT, 32);
  context.globalCompositeOperation = 'multiply';
  ['#f2f', '#2ff', '#ff2'].forEach((colour, index) => {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(90 + 15 * index, 25, 12.5, 0, 7);
    context.fill();
  });

  const pixels = read();
  const again = read();
  const noisy = pixels.some(
    (pixel, at) => pixel !== again[at] || (at % WIDTH < STRIPES && pixel !== (at & 1 ? RED : BLACK)),
  );
  return noisy ? 'noisy' : murmur128(new Uint8Array(pixels.buffer));
}
