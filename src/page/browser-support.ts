/**
 * Feature check before the first question, so that nobody writes what cannot be sent: WebCrypto in a secure context, and
 * the array methods of 2023, the newest features that the page uses in any engine (`src/browser/browser-floor.ts`).
 */
export function able(): boolean {
  return globalThis.crypto?.subtle !== undefined && 'toSpliced' in Array.prototype
}
