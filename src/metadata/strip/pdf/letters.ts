import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import type { Copier } from './copy.ts'
import { Scan, type Token } from './scan.ts'
import { contentsOf, deflatedStream } from './streams.ts'
import { hexOf, latinBytes } from './written.ts'

const of = (name: string) => PDFName.of(name)

export function font(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFDict)) return undefined
  const own = copier.nameIn(object, 'Subtype') === 'Type3'
  const copy = copier.dict(object, own ? 'OwnFont' : 'Font', ['Name'])
  copier.fonts.push(copy)
  return copy
}

export function sized(value: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(value instanceof PDFArray)) return undefined
  const [letters_, size] = value.asArray()
  const made = letters_ === undefined ? undefined : copier.value('Font', letters_)
  const points = size === undefined ? undefined : copier.value('num', size)
  return made === undefined || points === undefined ? undefined : copier.array([made, points])
}

const ENCODINGS =
  /^((Standard|MacRoman|WinAnsi|MacExpert|PDFDoc)Encoding|(Identity|83pv|90(ms|msp|pv)|Add|Ext|EUC|B5pc|HKscs|ETen(ms)?|CNS|GB(pc|K|Kp|K2K)?|KSC(ms|pc)?|Uni(GB|CNS|JIS|JISPro|KS))(-(EUC|B5|RKSJ|UHW|HW|UCS2|UTF(8|16|32)|JIS2004))*-[HV]|[HV])$/

export function encoding(value: PDFObject, copier: Copier, raw: PDFObject): PDFObject | undefined {
  if (value instanceof PDFName) {
    return ENCODINGS.test(value.decodeText()) ? value : undefined
  }
  return value instanceof PDFDict ? copier.dict(value, 'Encoding') : copier.shape('Codes', raw)
}

/**
 * Encoding differences: the glyph name of each code from a number on. @param own whether names are those of a Type 3
 * font
 */
export function letters(value: PDFObject, copier: Copier, own: boolean): PDFObject | undefined {
  if (!(value instanceof PDFArray)) return undefined
  const items = value.asArray().map((item) => copier.resolved(item))
  return copier.array(
    items.flatMap((item): readonly PDFObject[] => {
      if (item instanceof PDFNumber) return [item]
      if (!(item instanceof PDFName)) return []
      const name = item.decodeText()
      if (own) return [of(copier.name(name, copier.glyphs))]
      return [/^[\w.-]{1,40}$/.test(name) ? item : of(copier.name(name))]
    }),
  )
}

export function program(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFStream)) return undefined
  const bytes = contentsOf(object, copier)
  const copy = copier.to.obj({})
  for (const key of ['Length1', 'Length2', 'Length3', 'Subtype']) {
    const value = copier.entry(object.dict, key)
    const entry =
      value === undefined ? undefined : copier.value(key === 'Subtype' ? 'name' : 'num', value)
    if (entry !== undefined) copy.set(of(key), entry)
  }
  copier.programs.set(copy, copier.location)
  return deflatedStream(copy, bytes)
}

/** Rewrites a ToUnicode map: only the text of each code. */
export function codes(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFStream)) return undefined
  const scan = new Scan(contentsOf(object, copier))
  const lines: string[] = []
  let [items, open]: [Token[], string | null] = [[], null]
  for (let token = scan.next(); token !== null; token = scan.next()) {
    if (token.is !== 'word') {
      items.push(token)
      continue
    }
    const [, begins, name] =
      /^(begin|end)(codespacerange|bfchar|bfrange|cidchar|cidrange|notdefchar|notdefrange)$/.exec(
        token.text,
      ) ?? []
    if (begins === 'begin' && name !== undefined) open = name
    else if (begins === 'end' && name === open && name !== undefined) {
      const texts = items.flatMap(codeOf)
      const size = /char$/.test(name) ? 2 : name === 'codespacerange' ? 2 : 3
      for (let at = 0; at + size <= texts.length; at += size * 100) {
        const some = texts.slice(at, at + size * 100)
        lines.push(`${Math.floor(some.length / size)} begin${name}`, some.join(' '), `end${name}`)
      }
      open = null
    } else if (token.text === 'usecmap') {
      const base = items.at(-1)
      if (base?.is === 'name' && ENCODINGS.test(base.text)) lines.unshift(`/${base.text} usecmap`)
    }
    items = []
  }
  const text = [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Codes def /CMapType 2 def',
    ...lines,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n')
  return deflatedStream(copier.dict(object.dict, 'Codes_'), latinBytes(text))
}

function codeOf(token: Token): readonly string[] {
  if (token.is === 'text') return [`<${hexOf(latinBytes(token.bytes))}>`]
  if (token.is === 'number') return [token.text]
  return token.is === 'list' ? [`[${token.items.flatMap(codeOf).join(' ')}]`] : []
}
