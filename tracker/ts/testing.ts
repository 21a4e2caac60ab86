// Stands in for a browser in the tests: sets globals for the length of one piece of work.

export async function withGlobals<T>(values: Record<string, unknown>, work: () => T | Promise<T>): Promise<T> {
  const before = Object.keys(values).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const name in values)
    Object.defineProperty(globalThis, name, { value: values[name], configurable: true, writable: true });
  try {
    return await work();
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete (globalThis as Record<string, unknown>)[name];
    }
  }
}
