/**
 * Can this browser do what the page asks of it? Asked before the first question, so that nobody writes what could never
 * be sent. It can seal, over a connection that lets it, and it knows the array methods of 2023: in every engine they
 * came after all else that the page calls (`src/browser/browser-floor.ts`).
 */
export function able(): boolean {
  return globalThis.crypto?.subtle !== undefined && 'toSpliced' in Array.prototype
}
