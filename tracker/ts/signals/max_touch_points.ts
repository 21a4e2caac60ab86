// How many fingers the screen follows.

export default function maxTouchPoints(): number {
  return navigator.maxTouchPoints;
}
