import { Canonical } from './canonical.ts'
import { Odd } from './odd.ts'
import type { PageResources } from './offered.ts'
import { Scan, type Token } from './scan.ts'
import { isSign, Spans, withoutSign } from './spans.ts'
import { latinBytes, literal } from './written.ts'

/**
 * Operands of each operator: N a number, L an array of numbers, T a string, S an array of strings and numbers, X a name
 * of a resource, C of a colour space, I of a rendering intent, * any number of numbers.
 */
const WORDS: ReadonlyMap<string, string> = new Map(
  `w:N J:N j:N M:N d:LN ri:I gs:X q: Q: cm:NNNNNN m:NN l:NN c:NNNNNN v:NNNN y:NNNN h: re:NNNN S: s: f: F: f*: B:
   B*: b: b*: n: W: W*: BT: ET: Tc:N Tw:N Tz:N TL:N Tf:XN Tr:N Ts:N Td:NN TD:NN Tm:NNNNNN T*: Tj:T TJ:S ':T ":NNT
   d0:NN d1:NNNNNN CS:C cs:C SC:* SCN:* sc:* scn:* G:N g:N RG:NNN rg:NNN K:NNNN k:NNNN sh:X Do:X EMC: BX: EX:`
    .split(/\s+/)
    .map((word) => {
      const at = word.lastIndexOf(':')
      return [word.slice(0, at), word.slice(at + 1)]
    }),
)
const INTENTS = new Set(
  'AbsoluteColorimetric RelativeColorimetric Saturation Perceptual'.split(' '),
)
const SPACES = new Set('DeviceGray DeviceRGB DeviceCMYK Pattern'.split(' '))
/** Standard structure types, for marked content. */
export const STRUCTURE_ROLES: ReadonlySet<string> = new Set(
  `Artifact Span OC Tx ReversedChars Clip Document DocumentFragment Part Art Sect Div BlockQuote Caption TOC TOCI Index
   NonStruct Private Aside Title FENote Sub Em Strong P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody
   TFoot Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form`.split(
    /\s+/,
  ),
)

/** Callbacks of the rewriting of a content stream. */
export interface Inside {
  readonly name: (name: string) => string
  /** The resources that names refer to; left out, operators stay in their order. */
  readonly offered?: PageResources
  /** New identifier of marked content (MCID). */
  readonly piece: (number: number) => number
  readonly picture: (entries: ReadonlyMap<string, Token>, data: Uint8Array) => InlinePicture
  /** Cleans text that is read, such as ActualText. */
  readonly read: (bytes: string) => string
}

/** Replacement of an inline image, and the bytes that it took; a negative size when unknown. */
export interface InlinePicture {
  readonly words: string | null
  readonly size: number
}

export interface PageContent {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Whether there was anything that draws nothing. */
  readonly more: boolean
  /** Whether text was replaced that readers speak or copy instead of what is visible. */
  readonly replaced: boolean
}

/** Rewrites a content stream: known operators with their operands, and nothing else. */
export function rewriteContent(bytes: Uint8Array, inside: Inside): PageContent {
  const scan = new Scan(bytes)
  const lines: Line[] = []
  // Names are assigned after unused operators are dropped.
  const names = new Map<string, number>()
  const own: string[] = []
  const nameAt = (at: string) => own[Number(at)] ?? ''
  const name = (text: string) => {
    const at = names.get(text) ?? own.length
    if (at === own.length) own.push(text)
    names.set(text, at)
    return `\u{e000}${at}\u{e001}`
  }
  const later = { ...inside, name }
  const state = { more: false, replaced: false }
  const spans = new Spans((font) => inside.offered?.face(nameAt(font)) ?? null)
  let operands: Token[] = []
  for (let token = scan.next(); token !== null; token = scan.next()) {
    if (token.is !== 'word' || token.text === 'true' || token.text === 'false') {
      operands.push(token)
      continue
    }
    const line =
      token.text === 'BI' ? inlinePicture(scan, later) : drawn(token.text, operands, later, state)
    if (line === null) state.more = true
    else if (line !== '') {
      lines.push({ word: token.text, line, operands })
      spans.note(token.text, line, operands, lines.length - 1)
    }
    operands = []
  }
  for (const at of spans.unfit()) {
    const { [at]: span } = lines
    if (span === undefined) continue
    state.replaced = true
    lines[at] = { ...span, line: withoutSign(span.line) }
  }
  if (operands.length > 0 || scan.remarks) state.more = true
  const text = settled(lines, inside.offered, nameAt)
    .join('\n')
    .replace(/\u{e000}(\d+)\u{e001}/gu, (_all, at) => inside.name(nameAt(at)))
    .replace(/\u{e002}(\d+)\u{e003}/gu, (_all, at) => String(inside.piece(Number(at))))
  return { bytes: latinBytes(text), ...state }
}

interface Line {
  readonly word: string
  readonly line: string
  readonly operands: readonly Token[]
}

/** Writes operators in the canonical way; in an order that the standard does not know, as they are. */
function settled(
  lines: readonly Line[],
  offered: PageResources | undefined,
  nameAt: (at: string) => string,
): readonly string[] {
  if (offered !== undefined) {
    const named = (name: string) => nameAt(name.slice(1, -1))
    try {
      const canonical = new Canonical({
        ...offered,
        face: (name) => offered.face(named(name)),
        object: (name) => offered.object(named(name)),
      })
      for (const { word, line, operands } of lines) {
        const parts = line.endsWith(` ${word}`) ? line.slice(0, -word.length - 1).split(' ') : []
        canonical.push(word, parts, operands, line)
      }
      return canonical.lines
    } catch (error) {
      if (!(error instanceof Odd)) throw error
    }
  }
  return lines.map(({ line }) => line)
}

interface State {
  more: boolean
  replaced: boolean
}

function drawn(
  word: string,
  operands: readonly Token[],
  inside: Inside,
  state: State,
): string | null {
  if (word === 'BMC' || word === 'BDC') return marked(operands, inside, state)
  if (word === 'MP' || word === 'DP') return null
  const kinds = WORDS.get(word)
  if (kinds === undefined) return null
  if (kinds === '*') return coloured(word, operands, inside)
  const own = operands.slice(operands.length - kinds.length)
  if (own.length < kinds.length) return null
  if (operands.length > kinds.length) state.more = true
  const parts = own.map((token, at) => operand(token, kinds[at] ?? '', inside))
  return parts.includes(null) ? null : [...parts, word].join(' ')
}

function operand(token: Token, kind: string, inside: Inside): string | null {
  switch (kind) {
    case 'N':
      return token.is === 'number' ? token.text : null
    case 'T':
      return token.is === 'text' ? literal(token.bytes) : null
    case 'L':
    case 'S':
      return token.is === 'list' ? listed(token.items, kind === 'S') : null
    case 'X':
      return token.is === 'name' ? `/${inside.name(token.text)}` : null
    case 'C':
      return token.is === 'name' ? `/${colourName(token.text, inside)}` : null
    default:
      return token.is === 'name' && INTENTS.has(token.text) ? `/${token.text}` : null
  }
}

export function colourName(name: string, { name: own }: Pick<Inside, 'name'>): string {
  return SPACES.has(name) ? name : own(name)
}

function listed(items: readonly Token[], texts: boolean): string {
  const parts = items.map((item) => {
    if (item.is === 'number') return item.text
    return texts && item.is === 'text' ? literal(item.bytes) : ''
  })
  return `[${parts.filter((part) => part !== '').join(' ')}]`
}

function coloured(word: string, operands: readonly Token[], inside: Inside): string | null {
  const last = operands.at(-1)
  const numbers = operands.filter((token) => token.is === 'number').slice(-32)
  const parts = numbers.map(({ text }) => text)
  if (last?.is === 'name' && /scn/i.test(word)) parts.push(`/${inside.name(last.text)}`)
  return parts.length === 0 ? null : [...parts, word].join(' ')
}

/** Marked content keeps its identifier for the structure tree, and its layer. */
function marked(operands: readonly Token[], inside: Inside, state: State): string {
  const [tag, list] = operands
  const role = tag?.is === 'name' && STRUCTURE_ROLES.has(tag.text) ? tag.text : 'Span'
  if (role === 'OC' && list?.is === 'name') return `/OC /${inside.name(list.text)} BDC`
  if (list?.is !== 'dict') return `/${role} BMC`
  const { entries } = list
  const rest: string[] = []
  const number = entries.get('MCID')
  if (number?.is === 'number')
    rest.push(`/MCID \u{e002}${Math.abs(Math.trunc(Number(number.text)))}\u{e003}`)
  const sign = entries.get('ActualText')
  if (sign?.is === 'text' && isSign(sign.bytes))
    rest.push(`/ActualText ${literal(inside.read(sign.bytes))}`)
  else if (sign !== undefined) state.replaced = true
  if (entries.has('Alt') || entries.has('E')) state.replaced = true
  if (rest.length > 0) return `/${role} <<${rest.join(' ')}>> BDC`
  if (entries.size > 0 && role !== 'Artifact') state.more = true
  return `/${role} BMC`
}

/** Rewrites an inline image: its dictionary, and its data up to `EI`. */
function inlinePicture(scan: Scan, inside: Inside): string | null {
  const entries = new Map<string, Token>()
  for (let key = scan.next(); key !== null; key = scan.next()) {
    if (key.is === 'word' && key.text === 'ID') break
    const value = scan.next()
    if (value === null) return null
    if (key.is === 'name') entries.set(key.text, value)
  }
  const start = scan.at + 1
  const picture = inside.picture(entries, scan.bytes.subarray(start))
  if (picture.size < 0) {
    scan.at = scan.bytes.length
    return null
  }
  scan.at = start + picture.size
  // Operators between the data and `EI` draw nothing.
  for (let token = scan.next(); token !== null; token = scan.next()) {
    if (token.is === 'word' && token.text.endsWith('EI')) break
  }
  return picture.words
}
