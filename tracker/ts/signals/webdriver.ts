// The standard's own flag for a browser under automation.

export default function webdriver(): boolean {
  return !!navigator.webdriver;
}
