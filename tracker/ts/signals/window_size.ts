// The window, inside and out. Never in the fingerprint.

export default function windowSize(): object {
  return { innerWidth, innerHeight, outerWidth, outerHeight };
}
