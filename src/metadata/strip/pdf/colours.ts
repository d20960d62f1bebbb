import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import { documentProfile } from '../icc.ts'
import type { Copier } from './copy.ts'
import type { Old } from './old.ts'
import { contentsOf, deflatedStream } from './streams.ts'
import { canonicalText, isText } from './values.ts'

const of = (name: string) => PDFName.of(name)

const DEVICE: Readonly<Record<string, number>> = {
  DeviceGray: 1,
  DeviceRGB: 3,
  DeviceCMYK: 4,
  G: 1,
  RGB: 3,
  CMYK: 4,
  CalGray: 1,
  CalRGB: 3,
  CalCMYK: 4,
  Lab: 3,
  Indexed: 1,
  I: 1,
  Separation: 1,
}

/** Number of components of a colour space; `null` where it depends on the page's resources. */
export function channelsOf(value: PDFObject | undefined, doc: Old): number | null {
  if (value instanceof PDFName) return DEVICE[value.decodeText()] ?? null
  if (!(value instanceof PDFArray)) return null
  const kind = doc.resolved(value.asArray()[0])
  const name = kind instanceof PDFName ? kind.decodeText() : ''
  const second = doc.resolved(value.asArray()[1])
  if (name === 'ICCBased')
    return second instanceof PDFStream ? doc.numberIn(second.dict, 'N') : null
  if (name === 'DeviceN') return second instanceof PDFArray ? second.size() : null
  return DEVICE[name] ?? null
}

const INKS = new Set('All None Cyan Magenta Yellow Black Red Green Blue Gray'.split(' '))

export function colour(value: PDFObject, copier: Copier): PDFObject | undefined {
  if (value instanceof PDFName) {
    const name = value.decodeText()
    return /^(Device(Gray|RGB|CMYK)|Pattern)$/.test(name) ? value : of(copier.drawnName(name))
  }
  if (!(value instanceof PDFArray)) return undefined
  const items = value.asArray().map((item) => copier.resolved(item))
  const [kind, second, third, fourth] = items
  const raw = value.asArray()
  if (!(kind instanceof PDFName)) return undefined
  const base = (at: number) => {
    const item = raw[at]
    return item === undefined ? undefined : copier.value('colour', item)
  }
  const list = (...parts: readonly (PDFObject | undefined)[]) => {
    const whole = parts.filter((part) => part !== undefined)
    return whole.length === parts.length ? copier.array([kind, ...whole]) : undefined
  }
  switch (kind.decodeText()) {
    case 'DeviceGray':
    case 'DeviceRGB':
    case 'DeviceCMYK':
      return kind
    case 'Pattern':
      return second === undefined ? kind : list(base(1))
    case 'CalGray':
    case 'CalRGB':
    case 'Lab':
      return list(second instanceof PDFDict ? copier.dict(second, 'Calibrated') : undefined)
    case 'ICCBased':
      return profiled(second, copier)
    case 'Indexed':
    case 'I': {
      const colours = base(1)
      const most = third instanceof PDFNumber ? Math.min(255, third.asNumber()) : 255
      const size = (most + 1) * (channelsOf(second, copier) ?? 256)
      const bytes = isText(fourth)
        ? fourth.asBytes()
        : fourth instanceof PDFStream
          ? contentsOf(fourth, copier)
          : null
      if (bytes === null || colours === undefined) return undefined
      if (bytes.length > size + 1) copier.findings.add('behind')
      return copier.array([
        of('Indexed'),
        colours,
        PDFNumber.of(most),
        canonicalText(bytes.subarray(0, size)),
      ])
    }
    case 'Separation': {
      const name = second instanceof PDFName ? inkOf(second, copier) : undefined
      return list(
        name,
        base(2),
        fourth === undefined ? undefined : copier.value('function', raw[3] ?? fourth),
      )
    }
    case 'DeviceN': {
      if (!(second instanceof PDFArray)) return undefined
      const names = second.asArray().map((item) => {
        const name = copier.resolved(item)
        return name instanceof PDFName ? inkOf(name, copier) : of('None')
      })
      if (items.length > 4) copier.findings.add('other')
      return list(
        copier.array(names),
        base(2),
        fourth === undefined ? undefined : copier.value('function', raw[3] ?? fourth),
      )
    }
    default:
      return undefined
  }
}

function inkOf(name: PDFName, copier: Copier): PDFName {
  return INKS.has(name.decodeText()) ? name : of(copier.name(name.decodeText()))
}

/** Replaces an ICC profile by one of ours. There is none for CMYK: such colours become device colours. */
function profiled(stream: PDFObject | undefined, copier: Copier): PDFObject | undefined {
  if (!(stream instanceof PDFStream)) return undefined
  const channels = copier.numberIn(stream.dict, 'N')
  if (channels === 4) {
    copier.findings.add('other')
    return of('DeviceCMYK')
  }
  if (channels !== 1 && channels !== 3) return undefined
  let bytes = new Uint8Array()
  try {
    bytes = contentsOf(stream, copier)
  } catch {
    // Unreadable: treated as no profile.
  }
  const ours = documentProfile(bytes, channels)
  const same = ours.length === bytes.length && ours.every((byte, at) => byte === bytes[at])
  if (!same) copier.findings.add('other')
  const key = `profile ${ours.length} ${ours.subarray(132).join()}`
  const ref = copier.once(key, () => deflatedStream(copier.to.obj({ N: channels }), ours))
  return copier.array([of('ICCBased'), ref])
}
