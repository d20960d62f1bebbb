import type { Bytes } from '#bytes.ts'
import { type CleanCopy, FileRefused, inOrder } from '../metadata-finding.ts'
import type { Stay } from '../stay.ts'
import { elementsIn, type Tree, textIn } from '../xml/tree.ts'
import { xmlOf } from '../xml/write.ts'
import { archiveOf, type DocumentParts, partsOf } from '../zip/document.ts'
import { isProgramType } from '../zip/zip-kind.ts'
import { cleanMedia } from './inside.ts'
import { cleanPart } from './office/clean.ts'
import { DocumentNotes } from './office/document-notes.ts'
import { countIds } from './office/ids.ts'
import { bareAddress, isMention, isPressed } from './office/path.ts'
import { reportSigns } from './office/signs.ts'
import { makeAlike } from './ooxml/alike.ts'
import { cutFallbacks } from './ooxml/alternatives.ts'
import { cutSources, writeDefaults } from './ooxml/charts.ts'
import { cutEmptyLists } from './ooxml/content-model.ts'
import { cutPictures } from './ooxml/drawn-pictures.ts'
import { cutBookmarks, cutFields, emptyFilled, followAnchors, plainLinked } from './ooxml/fields.ts'
import { ooxmlFonts } from './ooxml/fonts.ts'
import { cutFormulas, cutResults } from './ooxml/formulas.ts'
import { reportHidden } from './ooxml/hidden.ts'
import { cutEmptyLinks } from './ooxml/links.ts'
import { listsOf, type PartWithRelations } from './ooxml/lists.ts'
import { cutNotes } from './ooxml/notes.ts'
import { Package, type Relation } from './ooxml/package.ts'
import { cutPalette } from './ooxml/palette.ts'
import { ooxmlLocations } from './ooxml/part-locations.ts'
import {
  MAINS,
  type OfficeId,
  PART_FINDINGS,
  PART_KINDS,
  type PartKind,
  partKindOf,
  SEVERAL,
} from './ooxml/parts.ts'
import { isOf2007, readProperties } from './ooxml/properties.ts'
import { relink } from './ooxml/relink.ts'
import { hideRemarkNames } from './ooxml/remark-names.ts'
import { OOXML } from './ooxml/rules.ts'
import { shape } from './ooxml/shape.ts'
import { cutSheetNames } from './ooxml/sheet-names.ts'
import { cutHeaderPictures } from './ooxml/sheet-shapes.ts'
import { cutLeftOut, cutPrompts, type Leads, leadsIn } from './ooxml/shown.ts'
import { cutGrounds } from './ooxml/slide-background.ts'
import { cutStruck, cutTableStyles, cutUnused } from './ooxml/unused.ts'
import { showInBrowsers } from './ooxml/word-hidden.ts'
import { cutWordNames, nameStyles } from './ooxml/word-names.ts'

/**
 * Copy of a Word, Excel or PowerPoint document: written again from its main part and the parts that this uses, under
 * new names, without author, editors, commenters and dates. Text stays, tracked changes too: a deletion may be what the
 * reporter wants to show.
 * @throws FileRefused
 */
export function stripOoxml(bytes: Bytes): CleanCopy {
  const source = new Package(partsOf(bytes))
  if (source.types().some(isProgramType)) throw new FileRefused('macros')
  if (source.hasPicturesOf(IN_CELLS)) throw new FileRefused('broken')
  const copy = new Copy(source)
  copy.finish()
  return {
    bytes: archiveOf(copy.parts()),
    findings: inOrder(copy.notes.findings),
    stays: copy.stays,
  }
}

/** Pictures that stand in cells of WPS or of newer Excel, which no other program shows: the cells of a copy would be empty. */
const IN_CELLS = /\.(cellimage|richvaluerel)\+xml$/i

/** In the spelling of both editions of the standard. */
const EXTENDED = /^extended-?properties$/i

interface CopiedPart extends PartWithRelations {
  path: string
  readonly tree: Tree
}

/** Whether an attribute names a relationship. */
const LEADS = /^(r:|o:relid$)/

class Copy {
  readonly notes = new DocumentNotes()
  stays: readonly Stay[] = []
  readonly #source: Package
  readonly #id: OfficeId
  readonly #parts = new Map<string, CopiedPart>()
  readonly #media = new Map<string, { path: string; bytes: Bytes } | null>()
  readonly #marks = new Set<string>()
  readonly #erased = { names: new Set<string>(), words: new Set<string>() }
  readonly #leads: Leads

  constructor(source: Package) {
    this.#source = source
    const relations = source.relationsOf('')
    const first = relations.find(({ type }) => type === 'officeDocument')
    const type = source.typeOf(first?.target ?? '')
    const id = (Object.keys(MAINS) as OfficeId[]).find((one) => MAINS[one].types.test(type))
    if (first === undefined || id === undefined) throw new FileRefused('broken')
    this.#id = id
    this.#leads = leadsIn(source, first.target, id)
    this.#add(first.target, MAINS[id].path, type)
    for (const relation of relations) if (relation !== first) this.#leave(relation)
  }

  /** Cleans one part and the parts that it uses. */
  #add(name: string, path: string, type: string): CopiedPart {
    const tree = this.#source.takeTree(name)
    if (tree === undefined) throw new FileRefused('broken')
    if (tree.remarks) this.notes.findings.add('other')
    const part: CopiedPart = { path, type, tree, relations: [] }
    this.#parts.set(name, part)
    shape(tree.root, this.notes)
    // While each content control still names the property that fills it.
    emptyFilled(tree.root, this.notes)
    cleanPart(tree.root, OOXML, this.notes)
    cutFormulas(tree.root, this.notes)
    cutStruck(tree.root, this.notes)
    showInBrowsers(tree.root)
    cutPrompts(tree.root)
    cutFields(tree.root, this.notes, this.#marks, this.#erased)
    cutEmptyLinks(tree.root, this.notes)
    this.#follow(name, part)
    followAnchors(tree.root, this.notes, this.#marks)
    return part
  }

  /** Follows relationships: parts that belong to this one, then those that its text names, in text order. */
  #follow(name: string, part: CopiedPart): void {
    const relations = this.#source.relationsOf(name)
    const kinds = Object.keys(PART_KINDS[this.#id])
    const related = new Map<Relation, string | null>()
    const lead = (relation: Relation): string | null => {
      const cachedId = related.get(relation)
      if (cachedId !== undefined) return cachedId
      const to = this.#leads(name, relation) ? this.#target(relation) : null
      const id = to === null ? null : `rId${part.relations.length + 1}`
      related.set(relation, id)
      if (to === null) this.#leave(relation)
      else part.relations.push({ id: id ?? '', type: relation.type, ...to })
      return id
    }
    const unnamed = relations
      .filter(({ type }) => partKindOf(this.#id, type)?.unnamed)
      .toSorted((one, other) => kinds.indexOf(one.type) - kinds.indexOf(other.type))
    const once = new Set<string>()
    for (const relation of unnamed) {
      if (!once.has(relation.type) || SEVERAL.has(relation.type)) lead(relation)
      once.add(relation.type)
    }
    const byId = new Map(relations.toReversed().map((one) => [one.id, one]))
    relink(part.tree.root, (id, types, node) => {
      const relation = byId.get(id)
      if (relation !== undefined && isMention(relation.target, textIn(node))) return null
      return relation !== undefined && types.includes(relation.type) ? lead(relation) : null
    })
    for (const relation of relations) if (!related.has(relation)) this.#leave(relation)
  }

  /** Target of a relationship in the copy; `null` when it is not copied. */
  #target({ type, target, external }: Relation): { target: string; external: boolean } | null {
    if (external) {
      const bare = bareAddress(target)
      if (type !== 'hyperlink' || !isPressed(bare)) return null
      if (bare !== target) this.notes.findings.add('links')
      return { target: bare, external: true }
    }
    if (type === 'hyperlink') return null
    if (type === 'image') {
      const path = this.#picture(target)
      return path === null ? null : { target: path, external: false }
    }
    const kind = partKindOf(this.#id, type)
    if (kind === undefined || this.#source.bytesOf(target) === undefined) return null
    const copied = this.#parts.get(target)
    if (copied !== undefined) return { target: copied.path, external: false }
    const path = this.#pathOf(kind)
    // Kinds without a number occur once in a document.
    if ([...this.#parts.values()].some((one) => one.path === path)) return null
    return { target: this.#add(target, path, this.#typeOf(kind, target)).path, external: false }
  }

  #pathOf({ path }: PartKind): string {
    const whole = `${MAINS[this.#id].path.split('/')[0]}/${path}`
    return whole.replace('#', () => String(this.notes.count(path)))
  }

  /** PowerPoint has two kinds of comments with one relationship type. */
  #typeOf({ type }: PartKind, target: string): string {
    const newer = 'application/vnd.ms-powerpoint.comments+xml'
    return this.#source.typeOf(target) === newer ? newer : type
  }

  #picture(name: string): string | null {
    const cachedImage = this.#media.get(name)
    if (cachedImage !== undefined) return cachedImage?.path ?? null
    const bytes = this.#source.bytesOf(name)
    const media = bytes === undefined ? null : cleanMedia(bytes)
    if (media === null) {
      this.notes.findings.add('embedded')
      this.#media.set(name, null)
      return null
    }
    const folder = MAINS[this.#id].path.split('/')[0]
    const path = `${folder}/media/image${this.notes.count('media')}.${media.ending}`
    for (const finding of media.findings) this.notes.findings.add(finding)
    for (const kind of media.stays) this.notes.keeps(kind, path)
    this.#media.set(name, { path, bytes: media.bytes })
    return path
  }

  /** Reports a part that is not copied. */
  #leave({ type, target, external }: Relation): void {
    const bytes = external ? undefined : this.#source.bytesOf(target)
    const value = bytes === undefined ? null : readProperties(type, bytes)
    const findings = value ?? [external ? 'links' : (PART_FINDINGS.get(type) ?? 'other')]
    if (type === 'calcChain' || type === 'viewProps' || type === 'webSettings') return
    for (const finding of findings) this.notes.findings.add(finding)
  }

  /** Steps that need the whole document: which bookmarks are used, and what is hidden. */
  finish(): void {
    const parts = [...this.#parts.values()]
    const roots = parts.map(({ tree }) => tree.root)
    cutNotes(roots, this.notes)
    if (this.#id === 'xlsx') cutResults(roots, this.notes)
    for (const root of roots) plainLinked(root)
    cutUnused(roots, this.notes)
    cutWordNames(roots, this.notes)
    cutSheetNames(roots, this.notes)
    cutSources(roots, this.notes)
    cutTableStyles(roots, this.notes)
    if (this.#isOf2007()) {
      for (const root of roots) if (root.name === 'c:chartSpace') writeDefaults(root)
    }
    for (const { tree } of parts) cutBookmarks(tree.root, this.notes, this.#marks)
    const placed = () =>
      [...this.#parts.values()].map(({ path, relations, tree }) => ({
        path,
        relations,
        root: tree.root,
      }))
    const before = placed()
    if ([cutFallbacks(before), cutLeftOut(before), cutGrounds(before)].includes(true))
      this.notes.findings.add('hidden')
    cutHeaderPictures(before, this.notes)
    cutPictures(roots, this.notes)
    this.#sweep()
    const left = placed()
    const leftRoots = left.map(({ root }) => root)
    cutPalette(leftRoots)
    makeAlike(leftRoots)
    nameStyles(leftRoots, this.notes)
    reportHidden(left, this.notes)
    if (this.#source.unseen().length > 0) this.notes.findings.add('other')
    for (const { tree } of parts) {
      cutEmptyLists(tree.root)
      hideRemarkNames(tree.root, this.notes)
      for (const node of elementsIn(tree.root)) {
        if (node.name !== 'a:tableStyleId') continue
        node.children = [this.notes.plainId(textIn(node).trim()) ?? '']
      }
    }
    countIds(leftRoots, () => true)
    const fontOf = ooxmlFonts(roots)
    reportSigns(left, OOXML.paragraphs, () => fontOf, this.notes)
    this.stays = this.notes.stays((of) => ooxmlLocations(left, of))
    this.#number()
  }

  #isOf2007(): boolean {
    const list = this.#source.relationsOf('').find(({ type }) => EXTENDED.test(type))
    const bytes = list === undefined ? undefined : this.#source.bytesOf(list.target)
    return bytes !== undefined && isOf2007(bytes)
  }

  /** Removes parts that no copied part refers to any more. */
  #sweep(): void {
    const reached = new Set<string>()
    const parts = new Map([...this.#parts].map(([, part]) => [part.path, part]))
    const follow = (path: string) => {
      const part = parts.get(path)
      if (reached.has(path)) return
      reached.add(path)
      if (part === undefined) return
      const named = new Set<string>()
      for (const { attributes } of elementsIn(part.tree.root)) {
        for (const [at, id] of attributes) if (LEADS.test(at)) named.add(id)
      }
      const relations = part.relations.filter(
        ({ id, type }) => named.has(id) || partKindOf(this.#id, type)?.unnamed,
      )
      part.relations.splice(0, part.relations.length, ...relations)
      for (const { target, external } of relations) if (!external) follow(target)
    }
    follow(MAINS[this.#id].path)
    for (const [name, { path }] of this.#parts) if (!reached.has(path)) this.#parts.delete(name)
    for (const [name, one] of this.#media)
      if (one && !reached.has(one.path)) this.#media.delete(name)
  }

  /**
   * Numbers parts, pictures and relationships in the order of the copy. They are counted as the document is read, so a
   * gap would tell how many the copy leaves out.
   */
  #number(): void {
    const parts = new Map([...this.#parts].map((entry) => [entry[1].path, entry]))
    const media = new Map([...this.#media].map((entry) => [entry[1]?.path ?? '', entry]))
    this.#parts.clear()
    this.#media.clear()
    const counts = new Map<string, number>()
    const paths = new Map<string, string>()
    const follow = (path: string): string => {
      const known = paths.get(path)
      if (known !== undefined) return known
      const end = path.lastIndexOf('.')
      const stem = path.slice(0, end).replace(/\d/g, '')
      const count = (counts.get(stem) ?? 0) + 1
      counts.set(stem, count)
      const next = stem.length === end ? path : `${stem}${count}${path.slice(end)}`
      paths.set(path, next)
      const [name, image] = media.get(path) ?? []
      if (name !== undefined && image) this.#media.set(name, { ...image, path: next })
      const [owner, part] = parts.get(path) ?? []
      if (owner === undefined || part === undefined) return next
      this.#parts.set(owner, part)
      part.path = next
      const relations = new Map(part.relations.map((one) => [one.id, one]))
      const isUnnamed = (type: string) => partKindOf(this.#id, type)?.unnamed === true
      const ids = new Map<string, string>()
      const take = (id: string) => {
        const relation = relations.get(id)
        if (relation === undefined || ids.has(id)) return
        ids.set(id, `rId${ids.size + 1}`)
        if (!relation.external) relations.set(id, { ...relation, target: follow(relation.target) })
      }
      for (const { id, type } of part.relations) if (isUnnamed(type)) take(id)
      for (const { attributes } of elementsIn(part.tree.root)) {
        for (const [at, id] of attributes) {
          if (!LEADS.test(at)) continue
          take(id)
          attributes.set(at, ids.get(id) ?? id)
        }
      }
      const all = [...ids].flatMap(([old, id]) => {
        const relation = relations.get(old)
        return relation === undefined ? [] : [{ ...relation, id }]
      })
      part.relations.splice(0, part.relations.length, ...all)
      return next
    }
    follow(MAINS[this.#id].path)
  }

  parts(): DocumentParts {
    const copied = [...this.#parts.values()]
    const media = [...this.#media.values()].filter((one) => one !== null)
    const strict = copied[0]?.tree.strict ?? false
    const all: DocumentParts = new Map(listsOf(copied, media, strict))
    for (const { path, tree } of copied) all.set(path, xmlOf(tree))
    for (const { path, bytes } of media) all.set(path, bytes)
    return all
  }
}
