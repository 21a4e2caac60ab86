// The first language. The list is kept apart: people add a second one, and private windows shorten it.

export default function language(): string {
  return navigator.language;
}
