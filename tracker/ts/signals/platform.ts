// The operating system as the old property names it.

export default function platform(): string {
  return navigator.platform;
}
