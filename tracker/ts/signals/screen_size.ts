// The screen: its size, what the desktop leaves of it, its colours and its pixel ratio.

export default function screenSize(): object {
  const { width, height, availWidth, availHeight, colorDepth } = screen;
  return { width, height, availWidth, availHeight, colorDepth, pixelRatio: devicePixelRatio };
}
