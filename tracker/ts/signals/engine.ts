// The rendering engine by what it can do, since the user agent is a claim.

export default function engine(): string | null {
  if ('mozInnerScreenX' in window) return 'gecko';
  if ('webkitMediaStream' in window) return 'blink';
  return /Apple/.test(navigator.vendor) ? 'webkit' : null;
}
