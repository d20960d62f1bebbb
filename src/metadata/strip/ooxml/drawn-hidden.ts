import { childOf, childrenOf, elementsIn, type Node } from '../../xml/tree.ts'
import { BLACK, type Colour, WHITE } from '../office/contrast.ts'
import { isTrue } from './chart-words.ts'
import { hasVisibleWords } from './children.ts'
import { areLost, type FillColours, fillOf, letteringOf, Theme } from './colours.ts'
import { isOverfull } from './room.ts'

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
  return childrenOf(body, 'a:p').some((paragraph) => {
    const general = childOf(childOf(paragraph, 'a:pPr'), 'a:defRPr')
    return childrenOf(paragraph).some((run) => {
      if (!/^a:(r|fld)$/.test(run.name) || !hasVisibleWords(run)) return false
      const words = letteringOf([childOf(run, 'a:rPr'), general, list], drawn)
      return words === null || areLost(words ?? standard, ground)
    })
  })
}

/** Titles, legends and axes of a chart in the colour of its ground; nothing is known of a ground that shows a slide. */
export function isLostInChart(chart: Node, onPaper: boolean, drawn: Drawn): boolean {
  const filled = fillOf(childOf(chart, 'c:spPr'), drawn)
  const ground = filled ?? (onPaper ? [WHITE] : [])
  for (const node of elementsIn(chart)) {
    if (node.name === 'c:chart' && isTrue(node, 'c:autoTitleDeleted') && hasTitle(node)) return true
    if (/^c:(title|legend|dLbl|dispUnitsLbl)$/.test(node.name) && isAway(node)) return true
    if (!/^c:(title|legend|catAx|valAx|serAx|dateAx)$/.test(node.name)) continue
    if (/Ax$/.test(node.name) && isTrue(node, 'c:delete')) continue
    const axis = /Ax$/.test(node.name)
    const own = axis ? undefined : fillOf(childOf(node, 'c:spPr'), drawn)
    const on = own ?? ground
    const properties = childOf(node, 'c:txPr')
    const paragraph = childOf(childOf(childOf(properties, 'a:p'), 'a:pPr'), 'a:defRPr')
    const words = letteringOf([paragraph], drawn)
    if (words === null || (words !== undefined && areLost(words, on))) return true
    if (isLostBody(childOf(childOf(node, 'c:tx'), 'c:rich'), [], on, drawn)) return true
  }
  return false
}

/** A title, a legend or a label that was put beside its chart. */
function isAway(part: Node): boolean {
  const layout = childOf(childOf(part, 'c:layout'), 'c:manualLayout')
  return ['c:x', 'c:y'].some((name) => {
    const at = Number(childOf(layout, name)?.attributes.get('val') ?? 0)
    return at >= 0.98 || at <= -0.5
  })
}

const hasTitle = (chart: Node): boolean => {
  const title = childOf(chart, 'c:title')
  return title !== undefined && hasVisibleWords(title)
}
