import type { StayKind } from '../../stay.ts'
import {
  attributeOf,
  childOf,
  elementsIn,
  isOn,
  type Node,
  someIn,
  textIn,
} from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import { colourOf, isLost, WHITE } from '../office/contrast.ts'
import type { DocumentNotes } from '../office/document-notes.ts'
import { farCells } from '../office/far-cells.ts'
import { hasVisible, hasVisibleWords, isOnIn } from './children.ts'
import { letteringOf } from './colours.ts'
import { unreadPoints } from './diagrams.ts'
import { isLostInChart, isLostShape, isOffItsChart, themeOf } from './drawn-hidden.ts'
import { lostIn } from './drawn-pictures.ts'
import { hiddenCells, isNone, writtenCells } from './hidden-cells.ts'
import { isPictureUnseen } from './pictures.ts'
import { isTextFar } from './room.ts'
import { SheetGrid } from './sheet-grid.ts'
import { isWithoutRoom, SheetHidden } from './sheet-hidden.ts'
import { isControlUnseen, isRemarkUnseen } from './sheet-shapes.ts'
import { coveredElements } from './slide-background.ts'
import { hiddenShapes, isTiny } from './slide-hidden.ts'
import type { PackagePart } from './slides.ts'
import { isHiddenInFormula, isPhantom, WordHidden } from './word-hidden.ts'

/** Reports invisible content of the copy: text, rows, columns, sheets, slides, and speaker notes. */
export function reportHidden(parts: readonly PackagePart[], notes: DocumentNotes): void {
  const word = new WordHidden(parts.map(({ root }) => root))
  const sheets = new SheetHidden(parts.map(({ root }) => root))
  const drawn = themeOf(parts.map(({ root }) => root))
  const onPaper = parts.every(({ root }) => root.name !== 'p:presentation')
  const idOf = (id: string) => notes.plainId(id) ?? id
  const grids = new Map<string, SheetGrid>()
  for (const { path, root, relations } of parts) {
    if (root.name !== 's:worksheet') continue
    const grid = new SheetGrid(root)
    for (const at of [path, ...relations.map(({ target }) => target)]) grids.set(at, grid)
  }
  // Programs draw the chart of a chart sheet over all of it, whatever its anchor says.
  const whole = new Set(
    parts
      .filter(({ root }) => root.name === 's:chartsheet')
      .flatMap(({ relations }) => relations.map(({ target }) => target)),
  )
  const tell = (nodes: Iterable<Node>) => {
    for (const node of nodes) for (const kind of kindsOf(node)) notes.keeps(kind, node)
  }
  tell(coveredElements(parts))
  for (const part of parts) {
    const { path, root } = part
    const grid = grids.get(path) ?? new SheetGrid(root)
    if (PAGES.test(root.name)) tell(word.in(root))
    if (root.name === 's:worksheet') {
      tell(sheets.in(part, parts, grid))
      tell(hiddenCells(root))
      tell(farCells(writtenCells(root)))
    }
    if (root.name === 'c:chartSpace' && isLostInChart(root, onPaper, drawn)) tell([root])
    if (root.name === 'dgm:dataModel') tell(unreadPoints(root))
    tell(lostIn(root))
    if (SLIDES.test(root.name)) tell(hiddenShapes(part, parts, idOf))
    const visit = (node: Node, around: Node) => {
      const shape = DRAWN.test(node.name) ? node : around
      const lost =
        (/^(xdr|cdr):sp$/.test(node.name) && isLostShape(node, drawn)) ||
        (/:spPr$/.test(node.name) && isTextFar(node) && hasVisibleWords(around))
      // What hides a shape is said in it.
      const isWhole = node.name === 'xdr:absoluteAnchor' && whole.has(path) && !grids.has(path)
      if (lost || (!isWhole && isHidden(node, drawn, grid)))
        tell([/^(a:camera|.*Pr)$/.test(node.name) ? shape : node])
      if (isChange(node)) notes.keeps('earlier', node)
      for (const child of node.children) if (typeof child !== 'string') visit(child, shape)
    }
    visit(root, root)
  }
}

const DRAWN = /:(w?sp|pic|graphicFrame|grpSp|wgp|cxnSp|anchor|inline|shape|rect|oval)$/

/** Whether it is words, a picture, both or a drawing without either; or a whole slide, a sheet or notes. */
function kindsOf(node: Node): readonly StayKind[] {
  const whole = WHOLE.get(node.name)
  if (whole !== undefined) return [whole]
  let [words, picture] = [hasVisibleWords(node), false]
  for (const one of elementsIn(node)) {
    const { name, attributes } = one
    words ||= name === 'v:textbox' && isNotBlank(one)
    words ||= name === 'v:textpath' && attributes.has('string')
    if (!/^(a:blip|v:imagedata|v:fill)$/.test(name)) continue
    picture ||= [...attributes.keys()].some((at) => at.startsWith('r:') || at === 'o:relid')
  }
  if (!words && !picture) return [DRAWN.test(node.name) ? 'drawing_hidden' : 'hidden']
  return [...(words ? ['hidden' as const] : []), ...(picture ? ['picture_hidden' as const] : [])]
}
const WHOLE: ReadonlyMap<string, StayKind> = new Map([
  ['p:sld', 'slide_hidden'],
  ['s:sheet', 'sheet_hidden'],
  ['p:notes', 'notes'],
])

/** What words of a text stand on. */
const PAGES = /^w:(document|hdr|ftr|footnotes|endnotes|comments)$/
const SLIDES = /^p:(sld|sldLayout|sldMaster)$/

function isHidden(node: Node, drawn: ReturnType<typeof themeOf>, grid: SheetGrid): boolean {
  switch (node.name) {
    case 's:sheet':
      return ['hidden', 'veryHidden'].includes(attributeOf(node, 'state') ?? '')
    case 'w:tr':
      return isOnIn(childOf(node, 'w:trPr'), 'w:hidden') && hasVisible(node)
    case 'xdr:twoCellAnchor':
    case 'xdr:oneCellAnchor':
    case 'xdr:absoluteAnchor':
      return isWithoutRoom(node, grid)
    case 's:oddHeader':
    case 's:evenHeader':
    case 's:firstHeader':
    case 's:oddFooter':
    case 's:evenFooter':
    case 's:firstFooter':
      return isPaleHeader(textIn(node)) || LOW.test(textIn(node))
    case 'w:ruby': {
      const size = childOf(childOf(node, 'w:rubyPr'), 'w:hps')
      const reading = childOf(node, 'w:rt')
      return (
        Number(size?.attributes.get('w:val')) <= 4 &&
        reading !== undefined &&
        hasVisibleWords(reading)
      )
    }
    case 'm:phant':
      return isPhantom(node) && hasVisibleWords(node)
    case 'm:rad':
    case 'm:nary':
      return isHiddenInFormula(node)
    case 'cdr:relSizeAnchor':
    case 'cdr:absSizeAnchor':
      return isOffItsChart(node)
    case 's:row':
      return (isSaid(attributeOf(node, 'hidden')) || isNone(node, 'ht', 2)) && isNotBlank(node)
    case 's:comment':
      return isRemarkUnseen(node, grid)
    case 'a:camera':
      return isSideways(node)
    case 'a:tc':
      return ['hMerge', 'vMerge'].some((at) => isSaid(node.attributes.get(at))) && isNotBlank(node)
    case 'a:r':
      return (
        (letteringOf([childOf(node, 'a:rPr')], drawn) === null ||
          isTiny([childOf(node, 'a:rPr')])) &&
        isNotBlank(node)
      )
    case 'p:sld':
      return !isOn(attributeOf(node, 'show'))
    case 'p:notes':
      return someIn(
        node,
        ({ name, attributes, children }) =>
          (/^[am]:r$/.test(name) ||
            (name === 'a:fld' && !COUNTED.test(attributes.get('type') ?? ''))) &&
          children.some((one) => typeof one !== 'string' && textIn(one).trim() !== ''),
      )
    default:
      return (
        isPictureUnseen(node) ||
        (node.name.startsWith('v:') && isControlUnseen(node, grid)) ||
        (/^(a|p|pic|xdr|wp|wps):(cNvPr|docPr)$/.test(node.name) &&
          isSaid(attributeOf(node, 'hidden')))
      )
  }
}

/** Whether a 3-D rotation shows a shape from its edge. */
function isSideways(camera: Node): boolean {
  const turned = childOf(camera, 'a:rot')
  return ['lat', 'lon'].some((at) => {
    const angle = Number(turned?.attributes.get(at) ?? 0) % 10_800_000
    return Math.abs(angle - 5_400_000) <= 60_000
  })
}

/** Whether a sheet header sets its text in white, or in two points. */
function isPaleHeader(text: string): boolean {
  let [pale, tiny] = [false, false]
  for (const [, colour, size, section, words] of text.matchAll(IN_HEADER)) {
    if (section !== undefined) [pale, tiny] = [false, false]
    if (colour !== undefined) pale = isPale(colour)
    if (size !== undefined) tiny = Number(size) <= 2
    if ((pale || tiny) && words?.trim()) return true
  }
  return false
}

/** More lines than a page has, and words. */
const LOW = /(\n[^\n&]*){100}\S/
/** What a header is written of: a colour, a size, one of its three sections, a font or a field, and words. */
const IN_HEADER = /&(?:K([0-9A-F]{6}|\d\d[+-]\d{3})|(\d{1,3})|([LCR])|"[^"]*"|[^&])|(&&|[^&])/gis

function isPale(colour: string): boolean {
  const white = colourOf(colour)
  if (white !== undefined) return isLost(white, WHITE)
  const [theme, tint] = [colour.slice(0, 2), Number(colour.slice(2)) / 100]
  const light = theme === '00' ? 1 : theme === '01' ? 0 : 0.5
  return (tint < 0 ? light * (1 + tint) : light + (1 - light) * tint) >= 0.88
}

/** Fields of a page of notes that PowerPoint fills. */
const COUNTED = /^(slidenum|datetime\w*|header|footer)$/

const isSaid = (value: string | undefined): boolean => isOn(value, false)

/** Whether an element is a tracked deletion or move. */
function isChange(node: Node): boolean {
  const { name, children } = node
  if (name === 'w:tr') return isOnIn(childOf(node, 'w:trPr'), 'w:del') && isNotBlank(node)
  if (name === 'w:tc') return isOnIn(childOf(node, 'w:tcPr'), 'w:cellDel') && isNotBlank(node)
  return (name === 'w:del' || name === 'w:moveFrom') && children.length > 0
}
