// JSON that every server accepts: no lone halves of surrogate pairs and no NUL characters.

/** Throws on circular data, as JSON.stringify does. */
export function serialize(value: unknown): string {
  // JSON.stringify escapes nothing else as \ud…, so every such escape is half a character (a cut emoji).
  return JSON.stringify(value).replace(/\\(ud...|u0000|.)/g, (escape) => (escape[2] ? '\\ufffd' : escape));
}

/** The UTF-8 bytes of a text. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
