// Client hints: what Chromium says of itself and its machine. Secure pages only.

export default function clientHints(): Promise<object> | undefined {
  const hints = (navigator as any).userAgentData;
  const { brands, mobile, platform } = hints;
  return (
    hints
      .getHighEntropyValues(['architecture', 'bitness', 'model', 'platformVersion', 'fullVersionList'])
      // A permissions policy may forbid the details; the rest is still true.
      .catch(() => 0)
      .then((details: object) => ({ brands, mobile, platform, ...details }))
  );
}
