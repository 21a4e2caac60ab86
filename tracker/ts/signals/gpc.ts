// Global Privacy Control, as the person set it.

export default function gpc(): boolean | undefined {
  return (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl;
}
