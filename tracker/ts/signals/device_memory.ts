// Memory in GiB, rounded by the browser. Chromium on secure pages only.

export default function deviceMemory(): number | undefined {
  return (navigator as { deviceMemory?: number }).deviceMemory;
}
