/** Downloads a file under a generic type, so that no program opens it by itself. */
export function save(name: string, content: Uint8Array<ArrayBuffer> | string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
