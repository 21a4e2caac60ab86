// Plugin names. Some browsers shuffle them, so only the PDF viewer below enters the fingerprint.

export default function plugins(): string[] {
  return Array.from(navigator.plugins, (plugin) => plugin.name);
}
