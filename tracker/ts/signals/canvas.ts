// How this machine draws letters and blended shapes.
//
// `noisy` when an exact-colour pattern does not read back as drawn, or two reads differ; `skip` on engines that add
// noise which no test notices (Gecko to text only, WebKit everywhere).

import { murmur128 } from '../hash';
import engine from './engine';

const WIDTH = 160;
const HEIGHT = 48;
const SIDE = 16;

export default function canvas(): string {
  if (engine() !== 'blink') return 'skip';
  const element = document.createElement('canvas');
  element.width = WIDTH;
  element.height = HEIGHT;
  // Drawn by the processor: no round trip to the graphics process, and the same before and after a driver update.
  const context = element.getContext('2d', { willReadFrequently: true })!;
  const read = () => new Uint32Array(context.getImageData(0, 0, WIDTH, HEIGHT).data.buffer);

  context.font = '15px Arial';
  context.fillStyle = '#069';
  context.fillText('Cwm fjord, veg balks 1', 20, 15);
  context.font = 'italic 17px "Times New Roman"';
  context.fillStyle = '#6c0b';
  context.fillText('nth zip, quiz @ %', 22, 35);
  context.globalCompositeOperation = 'multiply';
  ['#f2f', '#2ff', '#ff2'].forEach((colour, index) => {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(50 + 15 * index, 34, 12.5, 0, 7);
    context.fill();
  });

  // Exact colours in the corner, last and over nothing: any browser must give them back.
  const wanted: [number, number][] = [];
  for (let index = 0; index < SIDE * SIDE; index++) {
    const x = index % SIDE;
    const y = (index / SIDE) | 0;
    const red = (x * 7 + y * 3) % 5 < 2;
    context.fillStyle = red ? '#f00' : '#000';
    context.fillRect(x, y, 1, 1);
    wanted.push([y * WIDTH + x, red ? 0xff0000ff : 0xff000000]);
  }
  const pixels = read();
  const again = read();
  return wanted.some(([at, colour]) => pixels[at] !== colour) || pixels.some((pixel, at) => pixel !== again[at])
    ? 'noisy'
    : murmur128(new Uint8Array(pixels.buffer));
}
