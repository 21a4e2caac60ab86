// MurmurHash3, the x86 128-bit variant with seed 0: only 32-bit arithmetic, so it is small and fast in a browser.

const FACTORS = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93];
const ADDENDS = [0x561ccd1b, 0x0bcaa747, 0x96cd1c35, 0x32ac3b17];

const turn = (word: number, by: number) => (word << by) | (word >>> (32 - by));

/** Lower-case hex, eight digits a word. */
export function hex(words: Int32Array): string {
  return Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** 32 lower-case hex digits. */
export function murmur128(input: Uint8Array): string {
  // Zero padding is harmless: a zero word mixes to zero, which is how the reference treats the missing bytes.
  const whole = (input.length >> 4) * 4;
  const words = new Int32Array(whole + 4);
  new Uint8Array(words.buffer).set(input);
  const state = new Int32Array(4);

  words.forEach((word, index) => {
    const lane = index & 3;
    const next = (lane + 1) & 3;
    state[lane]! ^= Math.imul(turn(Math.imul(word, FACTORS[lane]!), 15 + lane), FACTORS[next]!);
    if (index < whole)
      state[lane] = Math.imul(turn(state[lane]!, 19 - lane * 2) + state[next]!, 5) + ADDENDS[lane]!;
  });

  const everyLane = (work: (word: number, lane: number) => number) => state.set(state.map(work));
  const spread = () => {
    const sum = (state[0]! += state[1]! + state[2]! + state[3]!);
    everyLane((word, lane) => (lane ? word + sum : word));
  };
  everyLane((word) => word ^ input.length);
  spread();
  everyLane((word) => {
    word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return word ^ (word >>> 16);
  });
  spread();

  return hex(state);
}
