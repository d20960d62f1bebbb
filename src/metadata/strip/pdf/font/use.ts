import { PDFArray, PDFDict, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import { FileRefused } from '#metadata/metadata-finding.ts'
import type { Copier } from '../copy.ts'
import { Scan, type Token } from '../scan.ts'
import { plainOf } from '../streams.ts'
import { isText } from '../values.ts'

/** Most streams that are examined, counted with each font they start with. */
const MOST_DRAWINGS = 200_000

/** Strings that a font draws; `any` when a form field may draw any text with it. */
export interface Use {
  readonly texts: Set<string>
  any: boolean
}

const of = (name: string) => PDFName.of(name)
type Offers = readonly PDFDict[]

/** Walks through all content of the copy and records the drawn strings of each font. */
export class Uses {
  readonly #copier: Copier
  readonly #all = new Map<PDFDict, Use>()
  readonly #seen = new Set<string>()
  readonly #numbers = new Map<PDFObject, number>()
  readonly #names = new Map<PDFDict, ReadonlyMap<number, string>>()

  constructor(copier: Copier) {
    this.#copier = copier
    const { to } = copier
    const root = this.#get(to.trailerInfo.Root)
    for (const ref of copier.pages.values()) {
      const page = to.lookup(ref)
      if (!(page instanceof PDFDict)) continue
      const offers = this.#offers(page, [])
      const contents = this.#entry(page, 'Contents')
      if (contents instanceof PDFStream) this.#draw(contents, offers, [])
      const annotations = this.#entry(page, 'Annots')
      for (const item of annotations instanceof PDFArray ? annotations.asArray() : []) {
        const annotation = this.#get(item)
        if (annotation instanceof PDFDict) this.#looks(annotation, offers)
      }
    }
    const form = root instanceof PDFDict ? this.#entry(root, 'AcroForm') : undefined
    const given = form instanceof PDFDict ? this.#entry(form, 'DR') : undefined
    const fonts = given instanceof PDFDict ? this.#entry(given, 'Font') : undefined
    for (const item of fonts instanceof PDFDict ? fonts.values() : []) {
      const font = this.#get(item)
      if (font instanceof PDFDict) this.of(font).any = true
    }
  }

  of(font: PDFDict): Use {
    const existing = this.#all.get(font)
    if (existing !== undefined) return existing
    const use = { texts: new Set<string>(), any: false }
    this.#all.set(font, use)
    return use
  }

  #get(object: PDFObject | undefined): PDFObject | undefined {
    return this.#copier.to.lookup(object)
  }

  #entry(dict: PDFDict, key: string): PDFObject | undefined {
    return this.#get(dict.get(of(key)))
  }

  #offers(dict: PDFDict, above: Offers): Offers {
    const own = this.#entry(dict, 'Resources')
    return own instanceof PDFDict ? [own, ...above.filter((offer) => offer !== own)] : above
  }

  /** The first resource of a name: a stream without one inherits from the streams around it. */
  #offered(kind: string, name: string, offers: Offers): PDFObject | undefined {
    for (const offer of offers) {
      const list = this.#entry(offer, kind)
      const entry = list instanceof PDFDict ? this.#entry(list, name) : undefined
      if (entry !== undefined) return entry
    }
    return undefined
  }

  #looks(annotation: PDFDict, offers: Offers): void {
    const looks = this.#entry(annotation, 'AP')
    const open = looks instanceof PDFDict ? [this.#entry(looks, 'N')] : []
    for (let look = open.pop(); look !== undefined; look = open.pop()) {
      if (look instanceof PDFStream) this.#draw(look, offers, [])
      else if (look instanceof PDFDict && open.length < 1000) {
        for (const item of look.values()) {
          const state = this.#get(item)
          if (state instanceof PDFStream) open.push(state)
        }
      }
    }
  }

  #number(object: PDFObject): number {
    const number = this.#numbers.get(object) ?? this.#numbers.size
    this.#numbers.set(object, number)
    return number
  }

  #isNew(...objects: readonly PDFObject[]): boolean {
    const key = objects.map((object) => this.#number(object)).join(' ')
    if (this.#seen.has(key)) return false
    this.#seen.add(key)
    if (this.#seen.size > MOST_DRAWINGS) throw new FileRefused('broken')
    return true
  }

  #draw(stream: PDFStream, above: Offers, begun: readonly PDFDict[]): void {
    const bytes = plainOf(stream)
    const offers = this.#offers(stream.dict, above)
    if (bytes === undefined || !this.#isNew(stream, ...offers, stream.dict, ...begun)) return
    const scan = new Scan(bytes)
    const rest: (readonly PDFDict[])[] = []
    let fonts = begun
    let before: Token[] = []
    for (let token = scan.next(); token !== null; token = scan.next()) {
      if (token.is !== 'word') {
        before.push(token)
        continue
      }
      const last = before.at(-1)
      const name = last?.is === 'name' ? last.text : undefined
      if (token.text === 'q') rest.push(fonts)
      else if (token.text === 'Q') fonts = rest.pop() ?? fonts
      else if (token.text === 'Tf') {
        const chosen = before.at(-2)
        const font = chosen?.is === 'name' ? this.#offered('Font', chosen.text, offers) : undefined
        fonts = font instanceof PDFDict ? [font] : []
      } else if (/^(Tj|TJ|['"])$/.test(token.text)) {
        for (const font of fonts) this.#text(font, last, offers)
      } else if (token.text === 'Do' && name !== undefined) {
        const form = this.#offered('XObject', name, offers)
        if (form instanceof PDFStream) this.#draw(form, offers, fonts)
      } else if (/^scn$/i.test(token.text) && name !== undefined) {
        const pattern = this.#offered('Pattern', name, offers)
        if (pattern instanceof PDFStream) this.#draw(pattern, offers, fonts)
      } else if (token.text === 'gs' && name !== undefined) {
        const state = this.#offered('ExtGState', name, offers)
        if (state instanceof PDFDict) fonts = this.#state(state, offers, fonts)
      }
      before = []
    }
  }

  #state(state: PDFDict, offers: Offers, fonts: readonly PDFDict[]): readonly PDFDict[] {
    const mask = this.#entry(state, 'SMask')
    const group = mask instanceof PDFDict ? this.#entry(mask, 'G') : undefined
    if (group instanceof PDFStream) this.#draw(group, offers, fonts)
    const list = this.#entry(state, 'Font')
    const font = list instanceof PDFArray ? this.#get(list.get(0)) : undefined
    return font instanceof PDFDict ? [font] : fonts
  }

  #text(font: PDFDict, shown: Token | undefined, offers: Offers): void {
    const { texts } = this.of(font)
    const items = shown?.is === 'list' ? shown.items : [shown]
    const procs = this.#entry(font, 'CharProcs')
    for (const item of items) {
      if (item?.is !== 'text') continue
      texts.add(item.bytes)
      if (!(procs instanceof PDFDict)) continue
      const names = this.#names.get(font) ?? differencesOf(font, this.#copier)
      this.#names.set(font, names)
      for (const code of new Set(item.bytes)) {
        const name = names.get(code.charCodeAt(0))
        const glyph = name === undefined ? undefined : this.#entry(procs, name)
        if (glyph instanceof PDFStream) this.#draw(glyph, this.#offers(font, offers), [])
      }
    }
  }
}

/** Glyph names that a document gives to codes of a font. */
export function differencesOf(font: PDFDict, { to }: Copier): ReadonlyMap<number, string> {
  const encoding = to.lookup(font.get(of('Encoding')))
  const list = encoding instanceof PDFDict ? to.lookup(encoding.get(of('Differences'))) : undefined
  const names = new Map<number, string>()
  let code = 0
  for (const item of list instanceof PDFArray ? list.asArray() : []) {
    const plain = to.lookup(item)
    if (plain instanceof PDFName) names.set(code++, plain.decodeText())
    else if (plain !== undefined && !isText(plain)) code = Number(plain.toString()) || 0
  }
  return names
}
