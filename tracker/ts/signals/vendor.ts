// The browser's maker.

export default function vendor(): string {
  return navigator.vendor;
}
