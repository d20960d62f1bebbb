/*
 * Lists as Postgres reads them in text. The driver would ask the server for its array types at each connection.
 */

export function arrayLiteral(values: readonly (string | number)[]): string {
  return `{${values.map((value) => `"${String(value).replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
}

export function byteaArrayLiteral(values: readonly Uint8Array[]): string {
  return `{${values.map((value) => `"\\\\x${hex(value)}"`).join(',')}}`
}

function hex(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')
}
