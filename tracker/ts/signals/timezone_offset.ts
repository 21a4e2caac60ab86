// Minutes behind UTC, today.

export default function timezoneOffset(): number {
  return new Date().getTimezoneOffset();
}
