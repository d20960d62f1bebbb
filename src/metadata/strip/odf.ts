import { type Bytes, utf8 } from '#bytes.ts'
import { FILE_KINDS } from '../kinds.ts'
import { type CleanCopy, FileRefused, inOrder, type MetadataFinding } from '../metadata-finding.ts'
import { elementsIn, filterIn, parseXml, roomForTrees, type Tree } from '../xml/tree.ts'
import { inAttribute, xmlOf } from '../xml/write.ts'
import { archiveOf, type DocumentParts, partsOf } from '../zip/document.ts'
import { documentType } from '../zip/zip-kind.ts'
import { cleanMedia } from './inside.ts'
import { odfFonts } from './odf/fonts.ts'
import { reportHidden } from './odf/hidden.ts'
import { cleanNames, cutDefinitions } from './odf/names.ts'
import { odfLocations } from './odf/part-locations.ts'
import { cutMarks, relink } from './odf/relink.ts'
import { isId, ODF } from './odf/rules.ts'
import { layoutOf } from './odf/settings.ts'
import type { StylePart } from './odf/styles.ts'
import { cutUnreadScripts } from './odf/unread-scripts.ts'
import { cutHeaders, cutUnseen } from './odf/unseen.ts'
import { cutResults } from './odf/values.ts'
import { byListedName, cleanPart, isNotBlank } from './office/clean.ts'
import { DocumentNotes } from './office/document-notes.ts'
import { countIds } from './office/ids.ts'
import { joinRuns, type Runs } from './office/runs.ts'
import { reportSigns } from './office/signs.ts'

const MANIFEST = 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'
const SAID = byListedName<MetadataFinding>([
  ['author', 'initial-creator creator printed-by'],
  ['taken', 'creation-date date print-date'],
  ['software', 'generator'],
  ['words', 'title description subject keyword'],
])
/** Finding of a part that is removed, by its name. */
const PART_FINDINGS: readonly (readonly [RegExp, MetadataFinding])[] = [
  [/^(thumbnails|objectreplacements)\//, 'preview'],
  [/^meta-inf\/.*signatures/, 'signature'],
  [/^version(s\/|list)/, 'earlier'],
  [/^object/, 'embedded'],
]
/** Charts and formulas are displayed completely; other embedded documents may contain more. */
const SHOWN = /^application\/vnd\.oasis\.opendocument\.(chart|formula)$/
const TYPES: readonly string[] = [FILE_KINDS.odt, FILE_KINDS.ods, FILE_KINDS.odp].map(
  ({ type }) => type,
)

/**
 * Copy of an OpenDocument file: its text, its styles and the parts that the two use, written again, without author,
 * editors, commenters and dates. Text stays.
 * @throws FileRefused
 */
export function stripOdf(bytes: Bytes): CleanCopy {
  const copy = new Copy(partsOf(bytes))
  return {
    bytes: archiveOf(copy.parts()),
    findings: inOrder(copy.notes.findings),
    stays: copy.notes.stays((of) => odfLocations(copy.placed, of)),
  }
}

class Copy {
  readonly notes = new DocumentNotes()
  readonly placed: readonly StylePart[]
  readonly #type: string
  readonly #source = new Map<string, Bytes>()
  readonly #seen = new Set<string>()
  readonly #room = roomForTrees()
  readonly #trees: { readonly path: string; readonly tree: Tree }[] = []
  readonly #media: { readonly path: string; readonly bytes: Bytes }[] = []
  readonly #paths = new Map<string, string | null>()
  readonly #types = new Map<string, string>()
  readonly #sheets = new Set<string>()
  readonly #objects: (readonly [path: string, type: string])[] = []

  constructor(parts: DocumentParts) {
    for (const [name, bytes] of parts) this.#source.set(name.toLowerCase(), bytes)
    if ([...this.#source.keys()].some((name) => /^(basic|scripts|dialogs)\//.test(name))) {
      throw new FileRefused('macros')
    }
    const value = documentType(new TextDecoder().decode(this.#source.get('mimetype')).trim())
    const type = TYPES.find((one) => one === value)
    if (type === undefined) throw new FileRefused('broken')
    this.#type = type
    this.#manifest()
    this.#document('', '')
    const roots = this.#trees.map(({ tree }) => tree.root)
    cutMarks(roots, this.notes)
    // Once more: a mark that is gone parts no words.
    for (const root of roots) joinRuns(root, SPANS)
    countIds(roots, isId)
    this.placed = this.#trees.map(({ path, tree }) => ({ path, root: tree.root }))
    reportHidden(this.placed, this.notes)
    reportSigns(this.placed, ODF.paragraphs, odfFonts(this.placed), this.notes)
    this.#leave()
  }

  /** Reads the manifest for the type of each part. @throws FileRefused `locked` for an encrypted part */
  #manifest(): void {
    const list = this.#take('meta-inf/manifest.xml')
    if (list === undefined) return
    for (const { name, attributes } of elementsIn(parseXml(list).root)) {
      if (name === 'manifest:encryption-data') throw new FileRefused('locked')
      const path = attributes.get('manifest:full-path')?.toLowerCase()
      if (path !== undefined) this.#types.set(path, attributes.get('manifest:media-type') ?? '')
    }
  }

  #take(name: string): Bytes | undefined {
    this.#seen.add(name)
    return this.#source.get(name)
  }

  /** Copies a document and the parts that it uses; an embedded one has a folder of its own. */
  #document(from: string, to: string): void {
    if (this.#take(`${from}content.xml`) === undefined) throw new FileRefused('broken')
    // Bookmarks get their new names before links to them are rewritten.
    const trees = ['styles.xml', 'content.xml'].flatMap((name) => this.#parsed(from, to, name))
    const parts = trees.map(({ path, tree }) => ({ path, root: tree.root }))
    const roots = parts.map(({ root }) => root)
    cutResults(roots, this.notes)
    for (const root of roots) cutHeaders(root, this.notes)
    cutUnseen(parts, this.notes, this.#sheets)
    cutUnreadScripts(roots)
    for (const root of roots) joinRuns(root, SPANS)
    cleanNames(parts, this.notes)
    for (const { tree } of trees) {
      relink(tree.root, (address) => this.#pathOf(address, from, to), this.notes)
    }
    // What is copied from elsewhere is gone now, and so is what only that used.
    cutDefinitions(parts, this.notes)
    const bytes = this.#take(`${from}meta.xml`)
    if (bytes !== undefined)
      for (const finding of findingsIn(bytes)) this.notes.findings.add(finding)
    const settings = this.#take(`${from}settings.xml`)
    const layout = settings === undefined ? null : layoutOf(settings)
    if (layout !== null) this.#media.push({ path: `${to}settings.xml`, bytes: layout })
    if (settings !== undefined && !isSame(settings, layout)) this.notes.findings.add('other')
  }

  #parsed(from: string, to: string, name: string) {
    const bytes = this.#take(`${from}${name}`)
    if (bytes === undefined) return []
    const tree = parseXml(bytes, this.#room)
    if (tree.remarks) this.notes.findings.add('other')
    cleanPart(tree.root, ODF, this.notes)
    const part = { path: `${to}${name}`, tree }
    this.#trees.push(part)
    return [part]
  }

  /** Path of a part in the copy, relative to the folder `to`; `null` when it is not copied. */
  #pathOf(address: string, from: string, to: string): string | null {
    if (address === '') return null
    const name = `${from}${decoded(address).replace(/^\.\//, '')}`.replace(/\/$/, '').toLowerCase()
    const cachedPath = this.#paths.get(name)
    const path = cachedPath === undefined ? this.#place(name, to) : cachedPath
    this.#paths.set(name, path)
    if (path === null) this.notes.findings.add('embedded')
    // Programs look for pictures in the folder of their document only.
    const up = path?.startsWith('Object') === true ? to.split('/').length - 1 : 0
    return path === null ? null : `${'../'.repeat(up)}${path}`
  }

  #place(name: string, to: string): string | null {
    const bytes = this.#take(name)
    if (bytes !== undefined) return this.#picture(bytes, to)
    const type = this.#types.get(`${name}/`) ?? ''
    if (!SHOWN.test(type)) return null
    const path = `Object ${this.notes.count('object')}`
    this.#objects.push([`${path}/`, type])
    this.#document(`${name}/`, `${path}/`)
    return path
  }

  #picture(bytes: Bytes, to: string): string | null {
    const media = cleanMedia(bytes)
    if (media === null) return null
    const path = `Pictures/image${this.notes.count('picture')}.${media.ending}`
    this.#media.push({ path: `${to}${path}`, bytes: media.bytes })
    for (const finding of media.findings) this.notes.findings.add(finding)
    for (const kind of media.stays) this.notes.keeps(kind, path)
    return path
  }

  /** Reports the parts that nothing used; they are not copied. */
  #leave(): void {
    for (const name of this.#source.keys()) {
      if (this.#seen.has(name) || name === 'mimetype') continue
      this.notes.findings.add(PART_FINDINGS.find(([begins]) => begins.test(name))?.[1] ?? 'other')
    }
  }

  parts(): DocumentParts {
    const all: DocumentParts = new Map([['mimetype', utf8(this.#type)]])
    for (const { path, tree } of this.#trees) all.set(path, xmlOf(tree))
    for (const { path, bytes } of this.#media) all.set(path, bytes)
    const entries = [
      ['/', this.#type] as const,
      ...this.#objects,
      ...[...all.keys()]
        .filter((path) => path !== 'mimetype')
        .map((path) => [path, typeOf(path)] as const),
    ].map(
      ([path, of]) =>
        `<manifest:file-entry manifest:full-path="${inAttribute(path)}" manifest:media-type="${inAttribute(of)}"/>`,
    )
    const list = `<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="${MANIFEST}" manifest:version="1.3">${entries.join('')}</manifest:manifest>`
    all.set('META-INF/manifest.xml', utf8(list))
    return all
  }
}

const SPANS: Runs = {
  name: 'text:span',
  properties: '',
  holds: new Set(['text:s', 'text:tab', 'text:line-break']),
  words: '',
  goes: true,
}

function typeOf(path: string): string {
  return path.endsWith('.xml') ? 'text/xml' : `image/${path.split('.').at(-1)}`
}

const isSame = (one: Bytes, other: Bytes | null): boolean =>
  one.length === other?.length && one.every((byte, at) => byte === other[at])

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw new FileRefused('broken')
  }
}

function findingsIn(bytes: Bytes): readonly MetadataFinding[] {
  try {
    return filterIn(
      parseXml(bytes).root,
      (node) => node.children.length > 0 && /^(meta|dc):/.test(node.name) && isNotBlank(node),
    ).map(({ name }) => SAID.get(name.split(':')[1] ?? '') ?? 'other')
  } catch {
    // Malformed, and removed all the same.
    return ['other']
  }
}
