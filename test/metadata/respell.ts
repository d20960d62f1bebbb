import { unzipSync } from 'fflate'
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { type DocumentBytes, zipOf } from './documents.ts'

/** How a document is written otherwise without meaning anything else. Each is a coin that is tossed again and again. */
export interface Spelling {
  /** Another prefix for each namespace, and for elements perhaps none at all. */
  readonly prefixes: boolean
  readonly bare: boolean
  readonly cdata: boolean
  readonly entities: boolean
  /** Attributes backwards, in single quotes. */
  readonly attributes: boolean
  /** White space in front of each `>`. */
  readonly spaces: boolean
  /** A comment and an instruction in the middle of words. */
  readonly remarks: boolean
  /** Names of parts in capitals. */
  readonly capitals: boolean
  /** The first part and properties at other paths; only where parts are found by relationships. */
  readonly moved: boolean
  /** Parts from last to first. */
  readonly backwards: boolean
}

const XML = /\.(xml|rels|vml)$/i

export function respelt(bytes: Uint8Array, how: Spelling): DocumentBytes {
  const isOffice = '[Content_Types].xml' in unzipSync(bytes)
  const parts = Object.entries(unzipSync(bytes)).map(
    ([name, part]): [string, string | Uint8Array] => {
      if (!XML.test(name) || part.length === 0) return [name, part]
      const text = Buffer.from(part).toString()
      const whole = xmlRespelt(
        how.moved && isOffice ? text.replace(/(Target|PartName)="[^"]*"/g, moved) : text,
        how,
      )
      return [name, whole]
    },
  )
  const placed = parts.map(([name, part]) => [placeOf(name, how, isOffice), part] as const)
  return zipOf(Object.fromEntries(how.backwards ? placed.toReversed() : placed))
}

const FOLDERS = /(^|\/)(word|xl|ppt|docProps)(?=\/)/
const FIRST = /(document|workbook|presentation)\.xml/

/** Relative addresses stay what they are: whole folders move. */
function moved(attribute: string): string {
  if (attribute.includes('://')) return attribute
  return attribute
    .replace(/(["/])(word|xl|ppt|docProps)\//, '$1far/$2-2/')
    .replace(FIRST, 'first%20part.xml')
}

function placeOf(name: string, how: Spelling, isOffice: boolean): string {
  if (!isOffice) return name
  const there = how.moved
    ? name.replace(FOLDERS, '$1far/$2-2').replace(FIRST, 'first part.xml')
    : name
  return how.capitals ? there.toUpperCase() : there
}

/** The same XML, in other letters. */
function xmlRespelt(text: string, how: Spelling): string {
  const parser = new SaxesParser({ xmlns: true })
  const out: string[] = []
  let depth = 0
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    depth += 1
    out.push('<', tagOf(tag, how, parser), how.spaces ? ' \n' : '', '>')
  })
  parser.on('closetag', (tag) => {
    depth -= 1
    out.push('</', nameOf(tag.uri, tag.prefix, tag.local, how), how.spaces ? ' ' : '', '>')
  })
  const say = (words: string) => {
    if (depth > 0) out.push(wordsOf(words, how))
  }
  parser.on('text', say)
  parser.on('cdata', say)
  parser.write(text).close()
  return `<?xml version='1.0'?>${out.join('')}`
}

/** A prefix of its own for each namespace. */
function prefixOf(uri: string, prefix: string, how: Spelling): string {
  if (uri === 'http://www.w3.org/XML/1998/namespace') return 'xml'
  if (!how.prefixes) return prefix === '' ? 'none' : prefix
  return `q${[...uri].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1_000_003, 7)}`
}

/** Under `bare` elements are in a namespace that is declared anew on each. */
function nameOf(uri: string, prefix: string, local: string, how: Spelling): string {
  return uri === '' || how.bare ? local : `${prefixOf(uri, prefix, how)}:${local}`
}

function tagOf(tag: SaxesTagNS, how: Spelling, parser: SaxesParser<{ xmlns: true }>): string {
  const inUse = new Map<string, string>()
  const qualified = (value: string) =>
    value
      .split(' ')
      .map((one) => {
        const uri = parser.resolve(one)
        if (uri === undefined) return one
        inUse.set(prefixOf(uri, one, how), uri)
        return prefixOf(uri, one, how)
      })
      .join(' ')
  const attributes = Object.values(tag.attributes).flatMap(({ prefix, local, uri, value }) => {
    if (prefix === 'xmlns' || local === 'xmlns') return []
    const at = uri === '' ? local : `${prefixOf(uri, prefix, how)}:${local}`
    if (uri !== '') inUse.set(prefixOf(uri, prefix, how), uri)
    if (/^(Ignorable|Requires|MustUnderstand)$/.test(local))
      return [[at, qualified(value)] as const]
    const formula = local === 'formula' ? /^(\w+):(.*)$/s.exec(value) : null
    const meant = formula === null ? value : `${qualified(formula[1] ?? '')}:${formula[2]}`
    return [[at, meant] as const]
  })
  if (!how.bare && tag.uri !== '') inUse.set(prefixOf(tag.uri, tag.prefix, how), tag.uri)
  inUse.delete('xml')
  const spaces = [...inUse].map(([prefix, uri]): [string, string] => [`xmlns:${prefix}`, uri])
  if (how.bare) spaces.push(['xmlns', tag.uri])
  const all = [...spaces, ...attributes].map(([at, value]) => {
    const [quote, other] = how.attributes ? ["'", '&#39;'] : ['"', '&quot;']
    const gap = how.spaces ? '\n  ' : ' '
    return `${gap}${at}${how.spaces ? ' = ' : '='}${quote}${escaped(value, how).replaceAll(quote, other)}${quote}`
  })
  return (
    nameOf(tag.uri, tag.prefix, tag.local, how) + (how.attributes ? all.toReversed() : all).join('')
  )
}

function escaped(text: string, how: Spelling): string {
  return [...text]
    .map((sign, n) => {
      const plain = /[\p{L}\p{N} ]/u.test(sign) && !(how.entities && n % 3 === 1)
      return plain ? sign : `&#x${sign.codePointAt(0)?.toString(16)};`
    })
    .join('')
}

function wordsOf(text: string, how: Spelling): string {
  const middle = Math.floor(text.length / 2)
  const cut = /[\ud800-\udbff]/.test(text[middle - 1] ?? '') ? middle - 1 : middle
  const halves = [text.slice(0, cut), text.slice(cut)].map((half) =>
    how.cdata && half !== '' && !half.includes(']]>') && !half.includes('\r')
      ? `<![CDATA[${half}]]>`
      : escaped(half, how),
  )
  return halves.join(how.remarks ? '<!-- Anna Seed --><?anna seed?>' : '')
}
