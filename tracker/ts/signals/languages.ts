// All languages in order of preference.

export default function languages(): string[] {
  return [...navigator.languages];
}
