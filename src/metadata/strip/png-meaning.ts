import { unzlibSync, zlibSync } from 'fflate'
import { type Bytes, concat } from '#bytes.ts'
import { usualDensity } from './density.ts'
import { knownProfile, nearProfile } from './icc.ts'
import { chunkOf } from './png-chunks.ts'

/**
 * Chunks with the visible part of the colour settings; none for sRGB, the default. `more`: whether anything was
 * removed.
 */
export function colourMeaning(settings: ReadonlyMap<string, Uint8Array>): {
  readonly chunks: readonly Bytes[]
  readonly more: boolean
} {
  const [code, profile, gamma, primaries] = ['cICP', 'iCCP', 'gAMA', 'cHRM'].map((type) =>
    settings.get(type),
  )
  if (code !== undefined) {
    const wide = /^9,(16|18),0,1$/.test([...code].join())
    if (wide) return { chunks: [chunkOf('cICP', code)], more: false }
    const isP3 = [...code].join() === '12,13,0,1'
    return isP3
      ? ours(nearProfile(DISPLAY_P3))
      : { chunks: [], more: [...code].join() !== '1,13,0,1' }
  }
  if (profile !== undefined) {
    const replacement = knownProfile(unpacked(profile))
    const now = ours(replacement.bytes)
    const [chunk] = now.chunks
    const same =
      chunk?.length === profile.length + 12 && profile.every((byte, at) => chunk[at + 8] === byte)
    return { ...now, more: !same }
  }
  if (settings.has('sRGB') || gamma === undefined) return { chunks: [], more: false }
  const value = numbers(gamma)[0] ?? 0
  const usual = [45_455, 55_556, 100_000].find((one) => Math.abs(one - value) < one / 50)
  const near =
    primaries === undefined ? null : nearProfile(numbers(primaries).map((one) => one / 100_000))
  if (near !== null && usual === 45_455) return { ...ours(near), more: true }
  if (usual === undefined || usual === 45_455) return { chunks: [], more: usual === undefined }
  const whole = (...values: readonly number[]) => {
    const view = new DataView(new ArrayBuffer(values.length * 4))
    for (const [n, one] of values.entries()) view.setUint32(n * 4, one)
    return new Uint8Array(view.buffer)
  }
  const screen = whole(31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000)
  return {
    chunks: [
      chunkOf('gAMA', whole(usual)),
      ...(primaries === undefined ? [] : [chunkOf('cHRM', screen)]),
    ],
    more: usual !== value,
  }
}

const DISPLAY_P3 = [0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06]

const ours = (profile: Bytes | null) => ({
  chunks:
    profile === null
      ? []
      : [chunkOf('iCCP', concat(new Uint8Array([0x69, 0, 0]), zlibSync(profile)))],
  more: false,
})

function numbers(body: Uint8Array): readonly number[] {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  return Array.from({ length: body.length >> 2 }, (_, n) => view.getUint32(n * 4))
}

/**
 * ICC profile of an iCCP chunk: a name, a zero, the compression method and compressed data. Empty when it cannot be
 * read.
 */
function unpacked(body: Uint8Array): Uint8Array {
  const name = body.indexOf(0)
  try {
    // Limits the decompressed size: a larger profile is not a common one.
    if (name > 0) return unzlibSync(body.subarray(name + 2), { out: new Uint8Array(1 << 16) })
  } catch {
    // Malformed: no profile.
  }
  return new Uint8Array()
}

/** Density chunk in dots per metre, with a usual number of dots per inch. */
export function density(body: Uint8Array): {
  readonly chunks: readonly Bytes[]
  readonly more: boolean
} {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const [across, down] = [view.getUint32(0) * 0.0254, view.getUint32(4) * 0.0254]
  const usual = body[8] === 1 ? usualDensity(across, down) : null
  if (usual === null) return { chunks: [], more: across !== down || body[8] === 1 }
  const now = new Uint8Array(9)
  const write = new DataView(now.buffer)
  const metre = Math.round(usual / 0.0254)
  write.setUint32(0, metre)
  write.setUint32(4, metre)
  now[8] = 1
  return { chunks: [chunkOf('pHYs', now)], more: Math.abs(metre - view.getUint32(0)) > 1 }
}
