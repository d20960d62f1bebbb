import { latin } from '../magic.ts'

/** Parts of a profile that only say how colours are mixed. */
const PLAIN = new Set(
  'desc cprt wtpt bkpt chad rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC lumi chrm cicp'.split(' '),
)
/** Colour spaces that millions of pictures share. One that was measured for a screen is a mark of that screen. */
const SHARED =
  /^(sRGB|Display P3|P3|Adobe RGB|c2ci|uRGB|Gray Gamma|Dot Gain|ProPhoto|Rec\. ?2020|GIMP built-in)/
const LARGEST = 4096

/** May a colour profile stay? Only a small one of the well-known: any other can name a device or a person. */
export function isHarmlessProfile(profile: Uint8Array): boolean {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength)
  if (profile.length < 144 || profile.length > LARGEST) return false
  if (latin(profile, 36, 40) !== 'acsp' || view.getUint32(0) !== profile.length) return false
  const count = view.getUint32(128)
  if (count > PLAIN.size || 132 + count * 12 > profile.length) return false
  let name = ''
  for (let n = 0; n < count; n += 1) {
    const at = 132 + n * 12
    const tag = latin(profile, at, at + 4)
    if (!PLAIN.has(tag)) return false
    if (tag === 'desc') name = nameAt(profile, view.getUint32(at + 4), view.getUint32(at + 8))
  }
  return SHARED.test(name)
}

/** As ASCII, or as the first text of a list in UTF-16. */
function nameAt(profile: Uint8Array, at: number, size: number): string {
  const text = latin(profile, at, at + Math.min(size, 256))
  const from = text.startsWith('mluc') ? 28 : 12
  return text.slice(from).replaceAll('\x00', '')
}
