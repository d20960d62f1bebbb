import {
  childOf,
  childrenOf,
  elementsIn,
  isOn,
  type Node,
  textIn,
  withChildren,
} from '../../xml/tree.ts'
import { BLACK, WHITE } from '../office/contrast.ts'
import { hasVisible, hasVisibleWords, isOnIn } from './children.ts'
import { areLost, type FillColours } from './colours.ts'
import { isTooFull } from './room.ts'
import { showEdges } from './text-fill.ts'
import { isWatermarkLost } from './watermarks.ts'
import {
  groundOf,
  isBoxOverfull,
  isOutOfPage,
  isShapeOff,
  largestPage,
  type Page,
} from './word-drawings.ts'
import { labels } from './word-names.ts'
import {
  firstStyled,
  type Holders,
  isSwitched,
  TWO_POINTS,
  tableStyleParts,
  WordStyles,
  wordValue,
} from './word-styles.ts'
import { cellsBeside, tablePieces } from './word-tables.ts'
import { isTabbedOut } from './word-tabs.ts'

/** What is around a run: what it stands on, and what says how it looks. */
interface Around {
  readonly ground: FillColours
  readonly paragraph: Holders
  /** Of the cell, the nearest first. */
  readonly table: Holders
  /** In a cell or a box of its own width. */
  readonly boxed?: boolean
}

/** Finds invisible text and images of a part of a Word document. */
export class WordHidden {
  #hidden: Node[] = []
  readonly #styles: WordStyles
  readonly #page: Page
  readonly #ground: FillColours
  readonly #lists: ReadonlyMap<string, readonly Node[]>

  constructor(roots: readonly Node[]) {
    this.#styles = new WordStyles(roots)
    const document = roots.find(({ name }) => name === 'w:document')
    this.#page = largestPage(document)
    const shown = isOnIn(this.#styles.settings, 'w:displayBackgroundShape')
    const fill = shown ? this.#styles.colour(childOf(document, 'w:background'), BACKGROUND) : null
    this.#ground = [fill ?? WHITE]
    this.#lists = levelsOf(roots.find(({ name }) => name === 'w:numbering'))
  }

  /** The elements that say so, or that are hidden as a whole. */
  in(root: Node): readonly Node[] {
    this.#hidden = []
    this.#in(root, { ground: this.#ground, paragraph: [], table: [] }, root)
    return this.#hidden
  }

  #in(node: Node, around: Around, root: Node): void {
    for (const child of childrenOf(node)) {
      if (isPhantom(child) && hasVisibleWords(child)) this.#hidden.push(child)
      else if (this.#at(child, around, root)) this.#hidden.push(child)
    }
  }

  /** Whether it is hidden as a whole; what is hidden in it is noted. */
  #at(node: Node, around: Around, root: Node): boolean {
    switch (node.name) {
      case 'w:tbl':
        return this.#inTable(node, around, root)
      case 'w:p':
        return this.#inParagraph(node, around, root)
      case 'w:r':
      case 'm:r':
        if (this.#isLost(node, around)) return true
        break
      case 'wp:anchor':
      case 'wp:inline':
        if (isOutOfPage(node, this.#page)) return true
        break
      case 'w:sectPr':
        return largestPage(node).lost
      case 'wps:wsp':
      case 'v:shape':
      case 'v:rect':
      case 'v:roundrect':
      case 'v:oval':
      case 'v:group': {
        if (isShapeOff(node, this.#page) || isBoxOverfull(node, root)) return true
        if (isWatermarkLost(node, root, around.ground)) return true
        const ground = groundOf(node, root, around.ground, this.#styles)
        this.#in(node, { ground, paragraph: [], table: [], boxed: true }, root)
        return false
      }
    }
    this.#in(node, around, root)
    return false
  }

  #inTable(table: Node, around: Around, root: Node): boolean {
    const properties = childOf(table, 'w:tblPr')
    const floating = childOf(properties, 'w:tblpPr')
    if (floating !== undefined && isOutOfPage(floating, this.#page) && hasVisible(table))
      return true
    const fixed = wordValue(childOf(properties, 'w:tblLayout'), 'type') === 'fixed'
    const chain = this.#styles.chain(wordValue(childOf(properties, 'w:tblStyle')), 'table')
    const grid = childrenOf(childOf(table, 'w:tblGrid'), 'w:gridCol')
    const rows = [...tablePieces(table, 'w:tr')]
    const holders = [table, ...chain].flatMap((one) => childrenOf(one, 'w:tblPr'))
    const margins = holders.flatMap((one) => childrenOf(one, 'w:tblCellMar'))
    const beside =
      around.boxed === true || floating !== undefined
        ? new Set()
        : cellsBeside(table, holders, this.#page)
    const behind =
      this.#styles.shading(childOf(properties, 'w:shd'), around.ground) ?? around.ground
    for (const [at, row] of rows.entries()) {
      const cells = [...tablePieces(row, 'w:tc')]
      if (isFlat(row, margins) && hasVisible(row)) this.#hidden.push(row)
      for (const [column, cell] of cells.entries()) {
        const element = childOf(cell, 'w:tcPr')
        const width = wordValue(grid[column], 'w')
        const none =
          cells.length === grid.length && width !== undefined && Number(width) <= TWO_POINTS
        const narrow = fixed && (none || isNarrow(childOf(element, 'w:tcW')))
        if ((narrow || beside.has(cell) || isMergedAway(element)) && hasVisible(cell)) {
          this.#hidden.push(cell)
          continue
        }
        const place = { row: at, rows: rows.length, column, columns: cells.length }
        const parts = tableStyleParts(chain, table, place)
        const direct = childOf(element, 'w:shd')
        const styled = firstStyled(
          parts.flatMap((part) => childrenOf(part, 'w:tcPr')),
          'w:shd',
        )
        const ground = this.#styles.shading(direct ?? styled, behind) ?? behind
        this.#in(cell, { ground, paragraph: [], table: parts, boxed: true }, root)
      }
    }
    return false
  }

  #inParagraph(node: Node, around: Around, root: Node): boolean {
    const direct = childrenOf(node, 'w:pPr')
    const chain = this.#styles.chain(wordValue(childOf(direct[0], 'w:pStyle')), 'paragraph')
    const styled = [...chain, ...around.table]
    const holders = [...direct, ...styled.flatMap((one) => childrenOf(one, 'w:pPr'))]
    const level = this.#levelOf(holders, wordValue(childOf(direct[0], 'w:pStyle')))
    const indented = [...direct, ...childrenOf(level, 'w:pPr'), ...holders]
    const lost = this.#isClosed(indented, node, around.boxed === true) && hasVisible(node)
    const ground =
      this.#styles.shading(firstStyled(holders, 'w:shd'), around.ground) ?? around.ground
    const paragraph = styled.flatMap((one) => childrenOf(one, 'w:rPr'))
    if (lost) return true
    this.#in(node, { ...around, ground, paragraph }, root)
    const mark = direct.flatMap((one) => childrenOf(one, 'w:rPr'))
    return level !== undefined && this.#isLostLabel(level, [...mark, ...paragraph], ground)
  }

  /** The level of its list that a paragraph has. */
  #levelOf(holders: Holders, style: string | undefined): Node | undefined {
    const attributeOf = (name: string) => {
      const lists = holders.flatMap((one) => childrenOf(one, 'w:numPr'))
      return wordValue(firstStyled(lists, name))
    }
    const levels = this.#lists.get(attributeOf('w:numId') ?? '') ?? []
    const at = (level: string) => levels.find((one) => wordValue(one, 'ilvl') === level)
    const styled = levels.find((one) => style && wordValue(childOf(one, 'w:pStyle')) === style)
    const own = attributeOf('w:ilvl')
    return own === undefined ? (styled ?? at('0')) : at(own)
  }

  /** Words in front of a paragraph of a list look as its level says and, for the rest, as the mark at its end. */
  #isLostLabel(level: Node, paragraph: Holders, ground: FillColours): boolean {
    if (!labels(wordValue(childOf(level, 'w:lvlText')) ?? '')) return false
    const own = [...childrenOf(level, 'w:rPr'), ...paragraph]
    const holders = [...own, ...this.#styles.defaults]
    return (
      isSwitched(holders, 'w:vanish') ||
      isSmall(level, holders) ||
      this.#isPale(holders, own, { ground, paragraph, table: [] })
    )
  }

  /** A paragraph beside the page, or of lines without a height. */
  #isClosed(holders: Holders, paragraph: Node, boxed: boolean): boolean {
    const frame = firstStyled(holders, 'w:framePr')
    const spacing = firstStyled(holders, 'w:spacing')
    const line = wordValue(spacing, 'line')
    const exact = wordValue(spacing, 'lineRule') === 'exact'
    const indent = firstStyled(holders, 'w:ind')
    return (
      (frame !== undefined &&
        (isOutOfPage(frame, this.#page) || isFrameTooFull(frame, paragraph))) ||
      (exact && line !== undefined && Number(line) <= leastOf(paragraph)) ||
      ['before', 'after'].some((at) => isAway(wordValue(spacing, at), this.#page.height)) ||
      INDENTS.some((at) => isAway(wordValue(indent, `${at}Chars`), MANY)) ||
      ['beforeLines', 'afterLines'].some((at) => isAway(wordValue(spacing, at), MANY * 2)) ||
      INDENTS.some((at) => isAway(wordValue(indent, at), this.#page.width)) ||
      isTabbedOut(paragraph, holders, this.#page.width - this.#page.margins.left[0]) ||
      (!boxed && frame === undefined && this.#isBesidePage(indent))
    )
  }

  /** Between its indents is no room, or a line begins or ends beside the paper. */
  #isBesidePage(indent: Node | undefined): boolean {
    const { width, margins } = this.#page
    const number = (...names: readonly string[]) =>
      Number.parseFloat(
        names.map((at) => wordValue(indent, at)).find((one) => one !== undefined) ?? '0',
      ) || 0
    const [left, right] = [number('left', 'start'), number('right', 'end')]
    const first = left + (number('hanging') === 0 ? number('firstLine') : -number('hanging'))
    const room = width - margins.left[0] - margins.right[0]
    return (
      Math.max(left, first) + right > room - TWO_POINTS ||
      Math.min(left, first) + (margins.left[1] || 1440) < -ASIDE ||
      right + (margins.right[1] || 1440) < -ASIDE
    )
  }

  #isLost(run: Node, around: Around): boolean {
    const direct = childrenOf(run, 'w:rPr')
    const named = wordValue(childOf(direct[0], 'w:rStyle'))
    const style = this.#styles.chain(named, 'character').flatMap((one) => childrenOf(one, 'w:rPr'))
    const own = [...direct, ...style]
    const holders = [...own, ...around.paragraph, ...this.#styles.defaults]
    if (isSwitched(holders, 'w:vanish') || isSwitched(direct, 'w:specVanish')) {
      return hasVisible(run) || childrenOf(run).some(({ name }) => /noteReference$/.test(name))
    }
    if (!hasVisibleWords(withChildren(run, run.children.filter(isOwn)))) return false
    return isSmall(run, holders) || this.#isPale(holders, [...own, ...around.paragraph], around)
  }

  /** Words of no colour of their own turn white on a dark shading, and stay black under a marker. */
  #isPale(holders: Holders, own: Holders, { ground }: Around): boolean {
    const marker = this.#styles.highlight(firstStyled(own, 'w:highlight'))
    const colour = this.#styles.colour(firstStyled(holders, 'w:color')) ?? (marker && BLACK)
    const on = marker ?? this.#styles.shading(firstStyled(own, 'w:shd'), ground) ?? ground
    return areLost(colour ? [colour] : [], on) && !showEdges(own, on, this.#styles.drawn)
  }
}

const BACKGROUND = { value: 'color', theme: 'theme' }
const INDENTS = ['left', 'start', 'right', 'end', 'firstLine', 'hanging']
/** A line of less than two fifths of its smallest letters shows none of them whole, and one of two points nothing. */
function leastOf(paragraph: Node): number {
  const sizes = [...elementsIn(paragraph)].flatMap((one) =>
    one.name === 'w:sz' ? [Number(wordValue(one)) || 20] : [],
  )
  return Math.max(TWO_POINTS, Math.min(20, ...sizes) * 4)
}

/** Fifty letters, or a hundred lines, in hundredths. */
const MANY = 5000
/** A fifth of an inch. */
const ASIDE = 288
const DRAWINGS = /^(w:drawing|w:pict|w:object|mc:AlternateContent)$/
const isOwn = (child: Node | string): boolean =>
  typeof child === 'string' || !DRAWINGS.test(child.name)
const isShown = (node: Node | undefined): boolean => isOn(node?.attributes.get('m:val'))

/** In a formula: what takes its place and is not drawn. Without any property that is all of it. */
export function isPhantom(node: Node): boolean {
  if (node.name !== 'm:phant') return false
  const properties = childOf(node, 'm:phantPr')
  const show = childOf(properties, 'm:show')
  if (show !== undefined) return !isShown(show)
  return childrenOf(properties).every(({ name }) => !name.startsWith('m:zero'))
}

/** In a degree, or a bound of a sum, that is not shown. */
export function isHiddenInFormula(node: Node): boolean {
  const off = (properties: string, name: string) => {
    const element = childOf(childOf(node, properties), name)
    return element !== undefined && isShown(element)
  }
  const drawn = (name: string) => {
    const part = childOf(node, name)
    return part !== undefined && hasVisibleWords(part)
  }
  if (node.name === 'm:rad') return off('m:radPr', 'm:degHide') && drawn('m:deg')
  if (node.name !== 'm:nary') return false
  return (
    (off('m:naryPr', 'm:subHide') && drawn('m:sub')) ||
    (off('m:naryPr', 'm:supHide') && drawn('m:sup'))
  )
}

/** The levels of each list by its number; what it says of its own comes before what it shares. */
function levelsOf(numbering: Node | undefined): ReadonlyMap<string, readonly Node[]> {
  const shared = new Map(
    childrenOf(numbering, 'w:abstractNum').map((one) => [wordValue(one, 'abstractNumId'), one]),
  )
  return new Map(
    childrenOf(numbering, 'w:num').map((list) => [
      wordValue(list, 'numId') ?? '',
      [
        ...childrenOf(list, 'w:lvlOverride').flatMap((one) => childrenOf(one, 'w:lvl')),
        ...childrenOf(shared.get(wordValue(childOf(list, 'w:abstractNumId'))), 'w:lvl'),
      ],
    ]),
  )
}

/** Whether a cell is covered by a merged one. */
function isMergedAway(properties: Node | undefined): boolean {
  return ['w:vMerge', 'w:hMerge'].some((name) => {
    const merge = childOf(properties, name)
    return merge !== undefined && wordValue(merge) !== 'restart'
  })
}

function isNarrow(width: Node | undefined): boolean {
  const wide = Number(wordValue(width, 'w') ?? Number.NaN)
  return wordValue(width, 'type') === 'dxa' && wide <= TWO_POINTS
}

function isAway(value: string | undefined, wide: number): boolean {
  const number = Number.parseFloat(value ?? '0')
  return Math.abs(number) >= wide
}

const COMPLEX = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}]/u

/** Words of two points or less (raised ones, which are two thirds as large, four), and those whose letters lie upon each other or far from their line. */
function isSmall(run: Node, holders: Holders): boolean {
  const number = (name: string) => {
    const value = wordValue(firstStyled(holders, name))
    return value === undefined ? undefined : Number.parseFloat(value)
  }
  const complex =
    isSwitched(holders, 'w:rtl') || isSwitched(holders, 'w:cs') || COMPLEX.test(textIn(run))
  const size = number(complex ? 'w:szCs' : 'w:sz') ?? 20
  const raised = number('w:position') ?? 0
  const narrowed = (number('w:spacing') ?? 0) <= -size * 4 && textIn(run).trim().length > 1
  const fitted = number('w:fitText')
  const isRaised = /^(super|sub)script$/.test(wordValue(firstStyled(holders, 'w:vertAlign')) ?? '')
  return (
    size <= (isRaised ? 8 : 4) ||
    (number('w:w') ?? 100) <= 15 ||
    narrowed ||
    Math.abs(raised) >= 144 ||
    (fitted !== undefined && fitted <= TWO_POINTS)
  )
}

/** Whether a row has next to no height, or too little for the lines of a cell. @param shared margins of its table */
function isFlat(row: Node, shared: Holders): boolean {
  const height = childOf(childOf(row, 'w:trPr'), 'w:trHeight')
  const value = wordValue(height)
  if (value === undefined || wordValue(height, 'hRule') !== 'exact') return false
  return (
    Number(value) <= TWO_POINTS ||
    [...tablePieces(row, 'w:tc')].some((cell) => {
      const width = childOf(childOf(cell, 'w:tcPr'), 'w:tcW')
      const wide = wordValue(width, 'type') === 'dxa' ? Number(wordValue(width, 'w')) : WIDE
      const margins = [...childrenOf(childOf(cell, 'w:tcPr'), 'w:tcMar'), ...shared]
      const [top = 0, bottom = 0] = ['w:top', 'w:bottom'].map(
        (name) => Number.parseFloat(wordValue(firstStyled(margins, name), 'w') ?? '0') || 0,
      )
      const high = Number(value) - top - bottom
      return high <= 0 || isTooFull(cell, wide / 20, high / 20)
    })
  )
}
const WIDE = 12_240

function isFrameTooFull(frame: Node, paragraph: Node): boolean {
  if (wordValue(frame, 'hRule') !== 'exact') return false
  const at = (name: string) => Number(wordValue(frame, name) ?? WIDE) / 20
  return isTooFull(paragraph, at('w'), at('h'))
}

/** Marks that hide words in a browser only: taken out, as what they hide is read on paper. */
export function showInBrowsers(root: Node): void {
  for (const node of elementsIn(root)) {
    node.children = node.children.filter(
      (one) => typeof one === 'string' || one.name !== 'w:webHidden',
    )
  }
}
