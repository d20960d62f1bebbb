import {
  childOf,
  childrenOf,
  elementsIn,
  elementsOf,
  filterIn,
  isOn,
  type Node,
  textIn,
} from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { cutUnreadFonts } from './unread-fonts.ts'
import { cutUnusedFonts } from './unused-fonts.ts'

const TO_STYLES =
  /^w:(pStyle|rStyle|tblStyle|basedOn|link|next|styleLink|numStyleLink|defaultTableStyle|clickAndTypeStyle)$/
/** Styles that Word has of its own. */
const STANDARD =
  /^(normal( indent| table| \(web\))?|no (list|spacing)|default paragraph font|(heading|index|toc) [1-9]|(index|toa|toc|note) heading|(footnote|endnote|annotation) (text|reference|subject)|annotation subject|header|footer|caption|table of (figures|authorities)|envelope (address|return)|line number|page number|macro|list( bullet| number| continue)?( [2-5])?|title|subtitle|closing|signature|e-mail signature|message header|salutation|date|body text( 2| 3| first indent( 2)?| indent( 2| 3)?)?|block text|hyperlink|followedhyperlink|strong|emphasis|document map|plain text|html (top of form|bottom of form|acronym|address|cite|code|definition|keyboard|preformatted|sample|typewriter|variable)|outline list [1-3]|table (simple [1-3]|classic [1-4]|colorful [1-3]|columns [1-5]|grid( [1-8])?|list [1-8]|3d effects [1-3]|contemporary|elegant|professional|subtle [12]|web [1-3]|theme)|balloon text|placeholder text|(light|medium|dark|colorful) (shading|list|grid)( [1-3])?( accent [1-6])?|revision|list paragraph|(intense )?quote|(subtle|intense) (emphasis|reference)|book title|bibliography|plain table [1-5]|grid table light|(grid|list) table [1-7]( light| dark| colorful)?( accent [1-6])?|mention|smart hyperlink|hashtag|unresolved mention|smart link)( char)?$/i

/**
 * Removes styles, lists, fonts and choices that a text does not use, and renames those never displayed; in every
 * document, fonts of scripts in which nothing is written.
 */
export function cutWordNames(roots: readonly Node[], notes: DocumentNotes): void {
  if (roots[0]?.name !== 'w:document') {
    cutUnreadFonts(roots)
    cutUnusedFonts(roots, notes)
    return
  }
  keepUsed(roots, notes)
  cutUnreadFonts(roots)
  cutUnusedFonts(roots, notes)
}

/** Once runs are joined: removes what only runs used that are gone, and renames the styles that are left. */
export function nameStyles(roots: readonly Node[], notes: DocumentNotes): void {
  if (roots[0]?.name !== 'w:document') return
  const styles = roots.find(({ name }) => name === 'w:styles')
  keepUsed(roots, notes)
  renameStyles(roots, styles, notes)
  cutFonts(roots, notes)
  for (const root of roots) {
    if (!/^w:(styles|numbering)$/.test(root.name)) cutChoices(root, notes)
  }
}

const val = (node: Node | undefined, at = 'val'): string => node?.attributes.get(`w:${at}`) ?? ''

function keepUsed(roots: readonly Node[], notes: DocumentNotes): void {
  const styles = roots.find(({ name }) => name === 'w:styles')
  const numbering = roots.find(({ name }) => name === 'w:numbering')
  const pages = roots.filter((root) => root !== styles && root !== numbering)
  const all = new Map(childrenOf(styles, 'w:style').map((one) => [val(one, 'styleId'), one]))
  const lists = new Map(childrenOf(numbering, 'w:num').map((one) => [val(one, 'numId'), one]))
  const abstract = new Map(
    childrenOf(numbering, 'w:abstractNum').map((one) => [val(one, 'abstractNumId'), one]),
  )
  const used = new Set<Node>()
  const use = (node: Node | undefined) => {
    if (node !== undefined) used.add(node)
  }
  for (const page of pages) use(page)
  for (const style of all.values()) if (isOn(val(style, 'default'), false)) use(style)
  // What is put into it on the way is gone through as well.
  for (const node of used) {
    for (const one of elementsIn(node)) {
      // What a paragraph would be followed by, and its twin for single words, are for whoever writes on.
      const leads = TO_STYLES.test(one.name) && !/^w:(next|link|pStyle)$/.test(one.name)
      if (leads || (one.name === 'w:pStyle' && node.name !== 'w:abstractNum')) {
        use(all.get(val(one)))
      }
      if (one.name === 'w:numId') use(lists.get(val(one)))
      if (one.name === 'w:abstractNumId') use(abstract.get(val(one)))
    }
  }
  const keep = (root: Node | undefined, names: RegExp) => {
    if (root === undefined) return
    root.children = root.children.filter((child) => {
      const goes = typeof child !== 'string' && names.test(child.name) && !used.has(child)
      if (goes) notes.findings.add('other')
      return !goes
    })
  }
  keep(styles, /^w:style$/)
  keep(numbering, /^w:(num|abstractNum)$/)
  if (numbering !== undefined) cutLevels([...pages, ...used], numbering, notes)
}

/** In a list: levels below every one that a paragraph has, and words in front of one that none has. */
function cutLevels(users: readonly Node[], numbering: Node, notes: DocumentNotes): void {
  const styles = users.filter(({ name }) => name === 'w:style')
  const named = new Set(styles.map((style) => val(style, 'styleId')))
  const numbered = [...new Set(users)].flatMap((user) =>
    filterIn(user, ({ name }) => name === 'w:numPr'),
  )
  const listOf = (node: Node) => val(childOf(node, 'w:numId'))
  const ofStyles = styles.flatMap((style) => {
    const list = childOf(childOf(style, 'w:pPr'), 'w:numPr')
    return list === undefined ? [] : [listOf(list)]
  })
  // A list that is a style of its own has its levels under another number.
  const linked = new Map(
    childrenOf(numbering, 'w:abstractNum').map((list) => {
      const style = childOf(list, 'w:numStyleLink') ?? childOf(list, 'w:styleLink')
      return [val(list, 'abstractNumId'), val(style) || val(list, 'abstractNumId')] as const
    }),
  )
  const abstractOf = (list: Node) => linked.get(val(childOf(list, 'w:abstractNumId'))) ?? ''
  const lists = new Map(
    childrenOf(numbering, 'w:num').map((list) => [val(list, 'numId'), abstractOf(list)]),
  )
  const taken = new Map<string, Set<number>>()
  const take = (list: string, level: number) => {
    const levels = taken.get(list) ?? new Set<number>()
    taken.set(list, levels.add(level))
  }
  for (const node of numbered) {
    const level = Number(val(childOf(node, 'w:ilvl')) || 0)
    for (const id of listOf(node) === '' ? ofStyles : [listOf(node)]) {
      take(lists.get(id) ?? '', level)
    }
  }
  const holders = childrenOf(numbering).flatMap((list) =>
    list.name === 'w:abstractNum'
      ? [{ list: linked.get(val(list, 'abstractNumId')) ?? '', node: list }]
      : childrenOf(list, 'w:lvlOverride').map((node) => ({ list: abstractOf(list), node })),
  )
  for (const { list, node } of holders) {
    for (const level of childrenOf(node, 'w:lvl')) {
      if (named.has(val(childOf(level, 'w:pStyle')))) take(list, Number(val(level, 'ilvl')))
    }
  }
  for (const { list, node } of holders) {
    const levels = taken.get(list) ?? new Set<number>()
    const last = Math.max(0, ...levels)
    node.children = node.children.filter((level) => {
      if (typeof level === 'string' || level.name !== 'w:lvl') return true
      const at = Number(val(level, 'ilvl'))
      if (levels.has(at)) return true
      const text = childOf(level, 'w:lvlText')
      if (labels(val(text))) notes.findings.add('hidden')
      text?.attributes.set('w:val', `%${at + 1}`)
      return at < last
    })
  }
}

/** Whether words or numbers of its own stand in front of a level. */
export const labels = (text: string): boolean =>
  /\p{L}{2}|\p{N}[^\p{L}\p{N}]*\p{N}/u.test(text.replace(/%\d/g, ''))

function renameStyles(
  roots: readonly Node[],
  styles: Node | undefined,
  notes: DocumentNotes,
): void {
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  let own = 0
  for (const style of childrenOf(styles, 'w:style')) {
    const named = childOf(style, 'w:name')
    const name = val(named)
    const bare = name.replace(/\W/g, '')
    const standard = STANDARD.test(name) && !taken.has(bare.toLowerCase())
    if (!standard) own += 1
    const id = standard ? `${bare[0]?.toUpperCase() ?? ''}${bare.slice(1)}` : `Style${own}`
    taken.add(id.toLowerCase())
    if (!ids.has(val(style, 'styleId'))) ids.set(val(style, 'styleId'), id)
    style.attributes.set('w:styleId', id)
    if (standard || named === undefined) continue
    if (!/^Style \d+$/.test(name)) notes.findings.add('other')
    named.attributes.set('w:val', `Style ${own}`)
  }
  for (const root of roots) rewrite(root, ids)
}

/** A style that is not there is only a name. */
function rewrite(node: Node, ids: ReadonlyMap<string, string>): void {
  node.children = node.children.filter((child) => {
    if (typeof child === 'string') return true
    if (!TO_STYLES.test(child.name)) {
      rewrite(child, ids)
      return child.children.length > 0 || !/^w:[pr]Pr$/.test(child.name)
    }
    const id = ids.get(val(child))
    if (id !== undefined) child.attributes.set('w:val', id)
    return id !== undefined
  })
}

function cutFonts(roots: readonly Node[], notes: DocumentNotes): void {
  const used = new Set<string>()
  for (const { name, attributes } of elementsOf(roots)) {
    if (name === 'w:font') continue
    for (const [at, value] of attributes) {
      if (name === 'w:rFonts' || /(^|:)(typeface|font)$/.test(at)) used.add(value)
    }
  }
  const table = roots.find(({ name }) => name === 'w:fonts')
  if (table === undefined) return
  table.children = table.children.filter((child) => {
    const goes = typeof child !== 'string' && !used.has(val(child, 'name'))
    if (goes) notes.findings.add('other')
    return !goes
  })
}

/** Choices that were not taken, and what a field would say if nobody had written into it. */
function cutChoices(root: Node, notes: DocumentNotes): void {
  for (const node of elementsIn(root)) {
    if (node.name === 'w:sdt') {
      const content = childOf(node, 'w:sdtContent')
      const shown = content === undefined ? '' : textIn(content).trim()
      for (const list of childrenOf(childOf(node, 'w:sdtPr'))) {
        if (/^w:(dropDownList|comboBox)$/.test(list.name)) chosen(list, shown, notes)
      }
    }
    if (node.name === 'w:ddList') chosenAt(node, notes)
    if (node.name !== 'w:textInput') continue
    const before = node.children.length
    node.children = node.children.filter(
      (one) => typeof one === 'string' || one.name !== 'w:default',
    )
    if (node.children.length < before) notes.findings.add('words')
  }
}

function chosen(list: Node, shown: string, notes: DocumentNotes): void {
  list.attributes.delete('w:lastValue')
  list.children = list.children.filter((child) => {
    if (typeof child === 'string' || child.name !== 'w:listItem') return true
    const words = val(child, 'displayText') || val(child, 'value')
    const stays = words.trim() === shown
    if (stays) child.attributes.set('w:value', words)
    else notes.findings.add('words')
    return stays
  })
}

function chosenAt(list: Node, notes: DocumentNotes): void {
  const at = Number(val(childOf(list, 'w:result')) || val(childOf(list, 'w:default')) || 0)
  const entries = childrenOf(list, 'w:listEntry')
  if (entries.length > 1) notes.findings.add('words')
  list.children = entries.slice(at, at + 1)
}
