import { inflateSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'

/** What whoever looks for a mark can read in a file, part by part and unpacked, with entities and CDATA resolved. */
export function readable(bytes: Uint8Array): readonly string[] {
  const whole = Buffer.from(bytes)
  const all = [...lettersOf(whole)]
  if (whole.subarray(0, 2).toString('latin1') === 'PK') {
    for (const [name, part] of Object.entries(unzipSync(bytes))) {
      all.push(name, ...readable(part))
      all.push(...inXml(Buffer.from(part).toString()))
    }
  }
  for (const stream of streamsIn(whole)) all.push(...lettersOf(stream))
  return all
}

function lettersOf(bytes: Buffer): readonly string[] {
  const swapped = Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16()
  return [bytes.toString('latin1'), bytes.toString('utf16le'), swapped.toString('utf16le')]
}

/** Everything that stands in it once it is parsed. Nothing for what is no XML. */
function inXml(text: string): readonly string[] {
  const all: string[] = []
  let broken = false
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', () => {
    broken = true
  })
  parser.on('opentag', ({ name, attributes }) => {
    all.push(name, ...Object.entries(attributes).flat())
  })
  parser.on('text', (words) => all.push(words))
  parser.on('cdata', (words) => all.push(words))
  parser.on('comment', (words) => all.push(words))
  parser.on('processinginstruction', ({ target, body }) => all.push(target, body))
  parser.write(text).close()
  return broken ? [] : [...all, all.join('')]
}

/** Streams of a PDF and chunks of a PNG that are deflated, wherever they begin. */
function streamsIn(bytes: Buffer): readonly Buffer[] {
  const parts: Buffer[] = []
  for (let at = bytes.indexOf(0x78); at >= 0; at = bytes.indexOf(0x78, at + 1)) {
    try {
      parts.push(inflateSync(bytes.subarray(at)))
    } catch {
      // No stream begins here.
    }
  }
  return parts
}
