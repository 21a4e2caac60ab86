// Whether something listens to the console: developer tools, or a program that drives the browser.
//
// A listener wants a copy of what is logged and so reads an error's name. Nothing is shown: closing a group that was
// never opened prints no line.

export default function inspector(): boolean {
  let reads = 0;
  const bait = new Error();
  Object.defineProperty(bait, 'name', { get: () => (reads++, '') });
  console.groupEnd.call(console, ...([bait] as unknown as []));
  return reads > 0;
}
