// Plugin names. Some browsers shuffle them, so only the presence of a PDF viewer enters the fingerprint.

export default function plugins(): string[] {
  return Array.from(navigator.plugins, (plugin) => plugin.name);
}
