import { elementsIn, isOn, type Node } from '../../xml/tree.ts'
import { BLACK, type Colour, WHITE } from '../office/contrast.ts'
import { childOf, childrenOf, hasWords } from './children.ts'
import { areLost, fillOf, letteringOf, type Paint, Theme } from './colours.ts'

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
  const ground = fillOf(properties, drawn) ?? by('a:fillRef') ?? [WHITE]
  return isLostBody(childOf(shape, `${prefix}:txBody`), by('a:fontRef') ?? [BLACK], ground, drawn)
}

function isLostBody(body: Node | undefined, standard: Paint, ground: Paint, drawn: Drawn): boolean {
  const list = childOf(childOf(childOf(body, 'a:lstStyle'), 'a:lvl1pPr'), 'a:defRPr')
  return childrenOf(body, 'a:p').some((paragraph) => {
    const general = childOf(childOf(paragraph, 'a:pPr'), 'a:defRPr')
    return childrenOf(paragraph).some((run) => {
      if (!/^a:(r|fld)$/.test(run.name) || !hasWords(run)) return false
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
    if (node.name === 'c:chart' && isOff(node, 'c:autoTitleDeleted') && hasTitle(node)) return true
    if (!/^c:(title|legend|catAx|valAx|serAx|dateAx)$/.test(node.name)) continue
    if (/Ax$/.test(node.name) && isOff(node, 'c:delete')) continue
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

const isOff = (node: Node, name: string): boolean => {
  const said = childOf(node, name)
  return said !== undefined && isOn(said.attributes.get('val'))
}

const hasTitle = (chart: Node): boolean => {
  const title = childOf(chart, 'c:title')
  return title !== undefined && hasWords(title)
}

/** Titles of axes that are not drawn, and words of labels that show nothing. */
export function cutOff(chart: Node): boolean {
  let cut = false
  for (const node of elementsIn(chart)) {
    const axis = /^c:(catAx|valAx|serAx|dateAx)$/.test(node.name) && isOff(node, 'c:delete')
    const label = node.name === 'c:dLbl' && showsNothing(node)
    if (!axis && !label) continue
    node.children = node.children.filter((child) => {
      const goes = typeof child !== 'string' && child.name === (axis ? 'c:title' : 'c:tx')
      cut ||= goes
      return !goes
    })
  }
  return cut
}

function showsNothing(label: Node): boolean {
  if (isOff(label, 'c:delete')) return true
  const shows = childrenOf(label).filter(({ name }) => /^c:show\w+$/.test(name))
  return shows.length > 0 && shows.every(({ attributes }) => !isOn(attributes.get('val')))
}
