import { childOf, childrenOf, elementsIn, type Node, someIn, textIn } from '../../xml/tree.ts'
import { BLACK, type Colour, WHITE } from '../office/contrast.ts'
import { isTrue, saidBy, showsNothing } from './chart-words.ts'
import { hasVisible, hasVisibleWords, isRunOfDrawing } from './children.ts'
import {
  type FillColours,
  fillOf,
  isLetteringLost,
  letteringOf,
  markedGround,
  Theme,
} from './colours.ts'
import { isOverfull } from './room.ts'
import { isTiny } from './slide-hidden.ts'

type Drawn = (holder: Node) => Colour | undefined

/** How a theme is read where no slide maps its names. */
export function themeOf(roots: readonly Node[]): Drawn {
  const theme = new Theme(roots.find(({ name }) => name === 'a:theme'))
  const map: Readonly<Record<string, string>> = { tx1: 'dk1', bg1: 'lt1', tx2: 'dk2', bg2: 'lt2' }
  return (holder) => theme.drawn(holder, (name) => map[name])
}

/** Words of a shape on a sheet or a chart in the colour of its filling. */
export function isLostShape(shape: Node, drawn: Drawn): boolean {
  const [prefix] = shape.name.split(':')
  const properties = childOf(shape, `${prefix}:spPr`)
  const styled = childOf(shape, `${prefix}:style`)
  const by = (name: string) => {
    const reference = childOf(styled, name)
    const off = reference === undefined || reference.attributes.get('idx') === '0'
    const colour = off ? undefined : drawn(reference)
    return colour === undefined ? undefined : [colour]
  }
  const body = childOf(shape, `${prefix}:txBody`)
  const size = childOf(childOf(properties, 'a:xfrm'), 'a:ext')
  if (isOverfull(body, childOf(body, 'a:bodyPr'), size, false)) return true
  const ground = fillOf(properties, drawn) ?? by('a:fillRef') ?? [WHITE]
  return isLostBody(body, by('a:fontRef') ?? [BLACK], ground, drawn)
}

function isLostBody(
  body: Node | undefined,
  standard: FillColours,
  ground: FillColours,
  drawn: Drawn,
): boolean {
  const list = childOf(childOf(childOf(body, 'a:lstStyle'), 'a:lvl1pPr'), 'a:defRPr')
  // Under a text marker, words whose colour is not known are taken to be black.
  const marked = standard.length === 0 ? [BLACK] : standard
  return childrenOf(body, 'a:p').some((paragraph) => {
    const general = childOf(childOf(paragraph, 'a:pPr'), 'a:defRPr')
    return childrenOf(paragraph).some((run) => {
      if (!isRunOfDrawing(run) || !hasVisibleWords(run)) return false
      const holders = [childOf(run, 'a:rPr'), general, list]
      const words = letteringOf(holders, drawn)
      const on = markedGround(holders, ground, drawn)
      return (
        words === null ||
        isTiny(holders) ||
        isLetteringLost(words ?? (on === ground ? standard : marked), on, holders, drawn)
      )
    })
  })
}

/** Words of a chart in the colour of their ground, tiny or beside it; nothing is known of a ground that shows a slide. */
export function isLostInChart(space: Node, onPaper: boolean, drawn: Drawn): boolean {
  const ground = fillOf(childOf(space, 'c:spPr'), drawn) ?? (onPaper ? [WHITE] : [])
  const chart = childOf(space, 'c:chart')
  const plot = childOf(chart, 'c:plotArea')
  const plotted = fillOf(childOf(plot, 'c:spPr'), drawn) ?? ground
  if (chart !== undefined && isTrue(chart, 'c:autoTitleDeleted') && hasTitle(chart)) return true
  for (const node of elementsIn(space)) {
    const { name } = node
    if (PLACED.test(name) && isAway(node)) return true
    // What a label of such a point shows, one program says of the words and the other of a number.
    if (name === 'c:xVal' && someIn(node, hasWordedPoints)) return true
    if (/^c:(title|legend|dTable|trendlineLbl|dispUnitsLbl|\w+Ax)$/.test(name)) {
      const isOff = /Ax$/.test(name) && isTrue(node, 'c:delete')
      if (!isOff && isLostOn(node, name === 'c:trendlineLbl' ? plotted : ground, drawn)) return true
    }
    if (!/Chart$/.test(name)) continue
    const ofGroup = childOf(node, 'c:dLbls')
    const grouping = saidBy(node, 'c:grouping')
    for (const series of childrenOf(node, 'c:ser')) {
      const labels = childOf(series, 'c:dLbls') ?? ofGroup
      // Of several for one point the first counts.
      const points = new Map(
        childrenOf(series, 'c:dPt')
          .toReversed()
          .map((point) => [saidBy(point, 'c:idx'), point]),
      )
      for (const label of [...childrenOf(labels), ...(labels === undefined ? [] : [labels])]) {
        if (!/^c:dLbls?$/.test(label.name)) continue
        if (showsNothing(label)) {
          // LibreOffice draws words of its own whatever the label says it shows, and Excel does not.
          if (childOf(label, 'c:tx') !== undefined) return true
          continue
        }
        const [onPoint, beside] = placesOf(label, labels, name, grouping)
        const point = points.get(saidBy(label, 'c:idx'))
        const fill = [point, series].map((one) => fillOf(childOf(one, 'c:spPr'), drawn))
        const colour = fill.find((one) => one !== undefined)
        // What a program fills by itself nobody looks up.
        const under = colour === undefined ? [] : (colour ?? plotted)
        if (
          (!onPoint || isLostOn(label, under, drawn)) &&
          (!beside || isLostOn(label, plotted, drawn))
        )
          return true
      }
    }
  }
  return false
}

/** Whether a label may stand on what it says of, and beside it. */
function placesOf(
  label: Node,
  labels: Node | undefined,
  group: string,
  grouping: string,
): readonly [boolean, boolean] {
  const place = saidBy(label, 'c:dLblPos') || saidBy(labels, 'c:dLblPos')
  if (/^c:(line|scatter|radar|stock)/.test(group)) return [false, true]
  if (/pie/i.test(group) && /^(bestFit)?$/.test(place)) return [true, true]
  const isFilled = !/^c:b/.test(group) || /stacked/i.test(grouping)
  const on = place === '' ? isFilled : /^(ctr|in)/.test(place)
  return [on, !on]
}

const PLACED = /^c:(title|legend|dLbl|dispUnitsLbl|trendlineLbl|plotArea)$/

const hasWordedPoints = (node: Node): boolean =>
  /^c:(str(Cache|Lit)|lvl)$/.test(node.name) && childOf(node, 'c:pt') !== undefined

function isLostOn(node: Node, ground: FillColours, drawn: Drawn): boolean {
  const own = /Ax$/.test(node.name) ? undefined : fillOf(childOf(node, 'c:spPr'), drawn)
  const on = own ?? ground
  const paragraph = childOf(childOf(childOf(childOf(node, 'c:txPr'), 'a:p'), 'a:pPr'), 'a:defRPr')
  const words = letteringOf([paragraph], drawn)
  if (words === null || isTiny([paragraph])) return true
  const under = markedGround([paragraph], on, drawn)
  if (isLetteringLost(words ?? (under === on ? [] : [BLACK]), under, [paragraph], drawn))
    return true
  return isLostBody(childOf(childOf(node, 'c:tx'), 'c:rich'), [], on, drawn)
}

/** What was put beside its chart, or has no room. */
function isAway(part: Node): boolean {
  const layout = childOf(childOf(part, 'c:layout'), 'c:manualLayout')
  const numberOf = (name: string, standard: number) => Number(saidBy(layout, name) || standard)
  return (
    ['c:x', 'c:y'].some((name) => numberOf(name, 0) >= 0.98 || numberOf(name, 0) <= -0.5) ||
    ['c:w', 'c:h'].some((name) => numberOf(name, 1) <= 0.005)
  )
}

/** A drawing on a chart that lies beside it or has no room; places are shares of the chart. */
export function isOffItsChart(anchor: Node): boolean {
  const at = (end: string, name: string, standard: number) => {
    const element = childOf(childOf(anchor, end), name)
    return element === undefined ? standard : Number(textIn(element)) || 0
  }
  const [left, top] = [at('cdr:from', 'cdr:x', 0), at('cdr:from', 'cdr:y', 0)]
  const [right, bottom] = [at('cdr:to', 'cdr:x', left + 1), at('cdr:to', 'cdr:y', top + 1)]
  const size = childOf(anchor, 'cdr:ext')?.attributes
  return (
    hasVisible(anchor) &&
    (Math.max(left, top) >= 0.98 ||
      Math.min(right, bottom) <= 0.02 ||
      Math.min(right - left, bottom - top) <= 0.002 ||
      ['cx', 'cy'].some((one) => Number(size?.get(one) ?? Infinity) <= LEAST))
  )
}
/** Two points, in English metric units. */
const LEAST = 25_400

const hasTitle = (chart: Node): boolean => {
  const title = childOf(chart, 'c:title')
  return title !== undefined && hasVisibleWords(title)
}
