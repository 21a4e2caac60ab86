// Chance with a seed, so that two runs draw the same hands.

/** A generator of numbers in 0..1 (mulberry32), with the draws that hands need. */
export function chanceOf(name) {
  let state = [...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low, high) => low + (high - low) * next();
  // Skewed to the right, as reaction times are.
  const around = (middle, spread) => middle * Math.exp(spread * (next() + next() + next() - 1.5));
  return { next, between, around };
}
