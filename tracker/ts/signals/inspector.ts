// Whether something listens to the console: developer tools, or a program that drives the browser.
//
// A listener wants a copy of what is logged and so reads an error's name; some browsers read it once for themselves.
// Nothing is shown: closing a group that was never opened prints no line.

export default function inspector(): boolean {
  let reads = 0;
  const bait = Object.defineProperty(new Error(), 'name', { get: () => reads++ });
  (console.groupEnd as (bait: unknown) => void)(bait);
  return reads > 1;
}
