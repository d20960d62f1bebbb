import {
  PDFArray,
  PDFBool,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFString,
} from '@cantoo/pdf-lib'
import type { MetadataFinding } from '../../metadata-finding.ts'
import { plainWords } from '../../plain-words.ts'
import type { StayKind } from '../../stay.ts'
import { unwrapped } from '../office/path.ts'
import type { Old } from './old.ts'
import { NAMES } from './shapes.ts'
import { canonicalText, decodedText, isText, numberOf } from './values.ts'
import { latinBytes } from './written.ts'

/** What a leaf value needs of the copier. */
interface Copying extends Pick<Old, 'resolved'> {
  readonly findings: Set<MetadataFinding>
  readonly pages: ReadonlyMap<PDFObject, PDFObject>
  name(text: string): string
  keeps(kind: StayKind): void
  count(): void
  array(items: readonly PDFObject[]): PDFArray
}

type Leaf = (value: PDFObject, copier: Copying) => PDFObject | undefined

const NUMBER: Leaf = (value) => (value instanceof PDFNumber ? numberOf(value) : undefined)
const SHARE: Leaf = (value) =>
  value instanceof PDFNumber
    ? PDFNumber.of(Math.round(Math.min(1, Math.max(0, value.asNumber())) * 1000) / 1000)
    : undefined
const TRUTH: Leaf = (value) => (value instanceof PDFBool ? value : undefined)
const KNOWN: Leaf = (value) =>
  value instanceof PDFName && NAMES.has(value.decodeText()) ? value : undefined

/** A string that matches a pattern. */
const textLike =
  (pattern: RegExp): Leaf =>
  (value) =>
    isText(value) && pattern.test(value.decodeText()) ? canonicalText(value.asBytes()) : undefined
const nameLike =
  (pattern: RegExp): Leaf =>
  (value) =>
    value instanceof PDFName && pattern.test(value.decodeText()) ? value : undefined

const [LANGUAGES, SCRIPTS, REGIONS] = (['language', 'script', 'region'] as const).map(
  (type) => new Intl.DisplayNames('en', { type, fallback: 'none' }),
)

/** Language, script and region of a language tag; the rest of the tag is dropped. `null` for no language. */
function languageOf(text: string): string | null {
  const [, first = '', second = '', third = ''] =
    /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}))?(?=$|[-_])/i.exec(text) ?? []
  const language = first.toLowerCase()
  const script = second.charAt(0).toUpperCase() + second.slice(1).toLowerCase()
  const region = third.toUpperCase()
  const is = (names: Intl.DisplayNames | undefined, tag: string) =>
    tag !== '' && names?.of(tag) !== undefined
  if (!is(LANGUAGES, language)) return null
  return [
    language,
    ...(is(SCRIPTS, script) ? [script] : []),
    ...(is(REGIONS, region) ? [region] : []),
  ].join('-')
}

/** Rules of values that are no dictionaries: each admits a value of its kind, or nothing. */
export const LEAF_VALUES: Readonly<Record<string, Leaf>> = {
  num: NUMBER,
  bool: TRUTH,
  // Rotation of a page by multiples of 90 degrees.
  turn: (value) => {
    const turns = value instanceof PDFNumber ? (((value.asNumber() / 90) % 4) + 4) % 4 : 0
    return turns === 1 || turns === 2 || turns === 3 ? PDFNumber.of(turns * 90) : undefined
  },
  // User unit, a zoom, how pointed corners are: rounded to hundredths.
  hundredths: (value) =>
    value instanceof PDFNumber
      ? PDFNumber.of(Math.max(0.01, Math.round(value.asNumber() * 100) / 100))
      : undefined,
  // How much of a colour: from 0 to 1, as finely as a screen shows.
  share: SHARE,
  shares4: (value, copier) => flat(value, SHARE, copier, 4),
  // Bits with a meaning: of an annotation that is seen, of a field, of a font.
  flags: bits(0x5c),
  fieldFlags: bits(0x3ff_f007),
  fontFlags: bits(0x7_006f),
  ...Object.fromEntries(
    [1, 2, 3, 4, 6, 7, 9, 32, 900, 9999].map((most) => [`to${most}`, upTo(most)] as const),
  ),
  name: KNOWN,
  nums: (value, copier) => flat(value, NUMBER, copier),
  ...Object.fromEntries(
    [2, 3, 4, 6, 8, 9, 32].map((most) => [`nums${most}`, several(most)] as const),
  ),
  gamma: (value, copier) => NUMBER(value, copier) ?? several(3)(value, copier),
  // Lists in a list: two corner radii, a width, and dashes; dashes and where they begin; lines; widths of a font.
  border: row(NUMBER, NUMBER, NUMBER, several(4)),
  dash: row(several(32), NUMBER),
  lines: (value, copier) =>
    flat(value, (item) => NUMBER(item, copier) ?? flat(item, NUMBER, copier), copier),
  bools2: (value, copier) => flat(value, TRUTH, copier, 2),
  names: (value, copier) =>
    value instanceof PDFArray ? flat(value, KNOWN, copier, 4) : KNOWN(value, copier),
  text: (value, copier) => {
    if (!isText(value)) return undefined
    const read = decodedText(value)
    // Language escapes: every second part between ESC characters is a language.
    const parts = read.split('\u001b').filter((_, n) => n % 2 === 0)
    const { text, stays } = plainWords(parts.join('').replace(/[^\P{Cc}\t\n\r]/gu, ''))
    const words = unwrapped(text)
    if (stays.length > 0) copier.keeps('label')
    if (words !== text) copier.findings.add('wrapped')
    if (text !== read) copier.findings.add('unseen')
    // In one encoding.
    return canonicalText(
      /^[ -~]*$/.test(words) ? latinBytes(words) : PDFHexString.fromText(words).asBytes(),
    )
  },
  lang: (value) => {
    const tag = isText(value) ? languageOf(decodedText(value)) : null
    return tag === null ? undefined : PDFString.of(tag)
  },
  // Registry of a character collection; `Adobe` for all.
  maker: (value) => (isText(value) ? PDFString.of('Adobe') : undefined),
  list: (value, copier) =>
    textLike(/^(Identity|UCS|GB1|CNS1|Japan1|Japan2|Korea1|KR|Manga1)$/)(value, copier) ??
    (isText(value) ? PDFString.of('Identity') : undefined),
  version: nameLike(/^\d\.\d$/),
  free: (value, copier) =>
    value instanceof PDFName ? PDFName.of(copier.name(value.decodeText())) : undefined,
  // A font name with unusual characters, such as a path, is replaced.
  font: (value, copier) =>
    nameLike(/^[\w +,.-]{1,64}$/)(value, copier) ??
    (value instanceof PDFName ? PDFName.of('Font') : undefined),
  page: (value, copier) => copier.pages.get(value),
}

function upTo(most: number): Leaf {
  return (value) => {
    const number = value instanceof PDFNumber ? value.asNumber() : -1
    return Number.isInteger(number) && number >= 0 && number <= most
      ? PDFNumber.of(number)
      : undefined
  }
}

function bits(mask: number): Leaf {
  return (value) => (value instanceof PDFNumber ? PDFNumber.of(value.asNumber() & mask) : undefined)
}

function several(most: number): Leaf {
  return (value, copier) => flat(value, NUMBER, copier, most)
}

/** A list with a rule for each place; one with another value at a place is none. */
function row(...rules: readonly Leaf[]): Leaf {
  return (value, copier) => {
    const rule = (item: PDFObject, _: Copying, at: number) => rules[at]?.(item, copier)
    const made = flat(value, rule, copier, rules.length)
    const size = value instanceof PDFArray ? Math.min(value.size(), rules.length) : 0
    return made?.size() === size ? made : undefined
  }
}

/** A list of as many values as readers use, each admitted by a rule: of numbers or names none is a list itself. */
function flat(
  value: PDFObject,
  leaf: (value: PDFObject, copier: Copying, at: number) => PDFObject | undefined,
  copier: Copying,
  most = Number.POSITIVE_INFINITY,
): PDFArray | undefined {
  if (!(value instanceof PDFArray)) return undefined
  if (value.size() > most) copier.findings.add('other')
  const items: PDFObject[] = []
  for (const [at, item] of value.asArray().slice(0, most).entries()) {
    const plain = copier.resolved(item)
    if (plain === undefined) continue
    copier.count()
    const copy = leaf(plain, copier, at)
    if (copy !== undefined) items.push(copy)
    else copier.findings.add('other')
  }
  return copier.array(items)
}
