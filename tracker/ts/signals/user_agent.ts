// The user agent as the browser states it. Its numbers stay out of the fingerprint.

export default function userAgent(): string {
  return navigator.userAgent;
}
