/** The head of a PNG file: how large the picture is, and whether each point has its own transparency. */
export interface IconHead {
  readonly width: number
  readonly height: number
  readonly transparent: boolean
}

const SIGNATURE = '89504e470d0a1a0a'
/** Colour with transparency, grey with transparency. */
const WITH_ALPHA = [6, 4]

/** `null` for what is no PNG file. */
export function readIcon(bytes: Uint8Array): IconHead | null {
  const head = Buffer.from(bytes.subarray(0, 26))
  if (head.length < 26 || head.subarray(0, 8).toString('hex') !== SIGNATURE) return null
  return {
    width: head.readUInt32BE(16),
    height: head.readUInt32BE(20),
    transparent: WITH_ALPHA.includes(head[25] ?? 0),
  }
}

/** Teams refuses an app whose icons have another size, without saying which. */
export function problemsOfIcon(name: string, bytes: Uint8Array, size: number): readonly string[] {
  const head = readIcon(bytes)
  if (head === null) return [`${name}: no PNG file.`]
  const fits = head.width === size && head.height === size
  return fits ? [] : [`${name}: ${size} by ${size} points are needed.`]
}
