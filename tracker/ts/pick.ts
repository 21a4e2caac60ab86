// Copies named properties; one that a browser does not have is null.

export function pick(source: object, names: string): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const name of names.split(' ')) record[name] = (source as Record<string, unknown>)[name] ?? null;
  return record;
}
