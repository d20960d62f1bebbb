/** Raster formats that are decoded for preview. */
const DRAWN: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']
/** Limit of pixels, above any camera's: a small file can declare a picture that exhausts memory. */
const MOST_PIXELS = 100_000_000
/** Largest side of a preview, in pixels. */
const LONGEST_SIDE = 1600

export function isDrawn(type: string): boolean {
  return DRAWN.includes(type)
}

/** Decodes a picture to a bitmap; nothing else of the file is kept. */
export async function pixelsOf(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
): Promise<ImageBitmap | null> {
  const claimed = sizeOf(bytes)
  if (!isDrawn(type) || claimed === null || claimed.width * claimed.height > MOST_PIXELS) {
    return null
  }
  const whole = await createImageBitmap(new Blob([bytes], { type })).catch(() => null)
  if (whole === null) return null
  const scale = Math.min(1, LONGEST_SIDE / Math.max(whole.width, whole.height))
  if (scale === 1) return whole
  const resized = await createImageBitmap(whole, {
    resizeWidth: Math.max(1, Math.round(whole.width * scale)),
    resizeHeight: Math.max(1, Math.round(whole.height * scale)),
    resizeQuality: 'high',
  })
  whole.close()
  return resized
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Width and height from the header, before decoding; `null` for another format. */
export function sizeOf(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (view.getUint32(0) === 0x89504e47) {
      return { width: view.getUint32(16), height: view.getUint32(20) }
    }
    if (view.getUint32(0) === 0x47494638) {
      return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
    }
    if (view.getUint32(0) === 0x52494646 && view.getUint32(8) === 0x57454250) return webp(view)
    return view.getUint16(0) === 0xffd8 ? jpeg(view) : null
  } catch {
    return null
  }
}

function webp(view: DataView): Size | null {
  switch (view.getUint32(12)) {
    case 0x56503858:
      return {
        width: 1 + (view.getUint32(24, true) & 0xffffff),
        height: 1 + (view.getUint32(26, true) >>> 8),
      }
    case 0x5650384c: {
      const packed = view.getUint32(21, true)
      return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >> 14) & 0x3fff) }
    }
    case 0x56503820:
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      }
    default:
      return null
  }
}

/** JPEG: reads segments up to the frame header. */
function jpeg(view: DataView): Size | null {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
  }
  return null
}
