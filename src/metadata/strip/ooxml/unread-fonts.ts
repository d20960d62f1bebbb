import {
  childOf,
  childrenOf,
  elementsIn,
  elementsOf,
  type Node,
  withChildren,
} from '../../xml/tree.ts'
import { COMPLEX, EAST } from '../office/scripts.ts'
import { isOnIn } from './children.ts'

/** Words that are drawn with a font of their script. */
const READ = /^([wams]:t|w:delText|s:v|c:v)$/
const UNCERTAIN = /[^\t\n -~]/
/** Of scripts that Unicode does not call so. */
const LETTERS: Readonly<Record<string, string>> = {
  Jpan: '[\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hani}]',
  Hans: '\\p{sc=Hani}',
  Hant: '\\p{sc=Hani}',
  Uigh: '\\p{sc=Arab}',
  Viet: '[\u00c0-\u1ef9]',
}

/** Drawings have the fonts of the theme, unless they say others. */
const DRAWN = /^(a:fontRef|a:latin|c:chart|dgm:relIds|wps:wsp)$/

/** Takes out names of fonts for scripts in which nothing is written: they are read by nobody. */
export function cutUnreadFonts(roots: readonly Node[]): void {
  const signs = new Set<string>()
  for (const node of elementsOf(roots)) {
    if (READ.test(node.name) || /^(w:lvlText|a:buChar)$/.test(node.name)) {
      const { attributes } = node
      for (const element of [...node.children, attributes.get('w:val'), attributes.get('char')]) {
        if (typeof element === 'string') for (const sign of element) signs.add(sign)
      }
    }
  }
  const all = [...signs].join('')
  const text = roots.some(({ name }) => name === 'w:document')
  const fonts: Node[] = []
  let themed = text ? '' : 'major minor'
  for (const root of roots) {
    for (const node of elementsIn(root)) {
      if (!isFontOfTheme(node.name)) cutDrawn(node, all)
      if (node.name === 'w:r') cutFonts(node, wordsOf(node))
      if (root.name === 'w:styles' && node.name === 'w:rPr')
        cutFonts(withChildren(node, [node]), all)
      if (root.name === 'a:theme') {
        if (isFontOfTheme(node.name)) fonts.push(node)
      } else if (DRAWN.test(node.name)) themed += 'major minor'
    }
  }
  for (const { name, attributes } of elementsOf(roots)) {
    if (name === 'w:rFonts') themed += [...attributes].join(' ')
  }
  for (const font of fonts) cutScripts(font, all, themed.includes(font.name.slice(2, 7)))
}

function wordsOf(run: Node): string {
  const words = (node: Node): string =>
    READ.test(node.name)
      ? node.children.filter((one) => typeof one === 'string').join('')
      : /^(w:(drawing|pict|object|rPr)|mc:AlternateContent)$/.test(node.name)
        ? ''
        : childrenOf(node).map(words).join('')
  return words(run)
}

/** Of a run, or of a style. */
function cutFonts(run: Node, words: string): void {
  const properties = childOf(run, 'w:rPr')
  const fonts = childOf(properties, 'w:rFonts')?.attributes
  if (fonts === undefined) return
  const eastern = fonts.get('w:hint') === 'eastAsia' ? UNCERTAIN.test(words) : EAST.test(words)
  if (!eastern) for (const at of ['w:eastAsia', 'w:eastAsiaTheme']) fonts.delete(at)
  // Letters of ASCII are drawn with the font of that name.
  const latin = fonts.get('w:ascii')
  if (!UNCERTAIN.test(words)) {
    if (latin === undefined) fonts.delete('w:hAnsi')
    else if (fonts.has('w:hAnsi')) fonts.set('w:hAnsi', latin)
  }
  const switched = ['w:cs', 'w:rtl'].some((name) => isOnIn(properties, name))
  if (!switched && !COMPLEX.test(words)) for (const at of ['w:cs', 'w:cstheme']) fonts.delete(at)
}

const isFontOfTheme = (name: string): boolean => /^a:(major|minor)Font$/.test(name)

const isFontOfScript = (one: Node | string): one is Node =>
  typeof one !== 'string' && /^a:(ea|cs|sym)$/.test(one.name)

/** Of a run of a drawing, or of what runs follow; those of the theme are named by it. */
function cutDrawn(properties: Node, words: string): void {
  if (!properties.children.some(isFontOfScript)) return
  properties.children = properties.children.filter((one) => {
    if (!isFontOfScript(one)) return true
    const isNamed = !(one.attributes.get('typeface') ?? '+').startsWith('+')
    const script = one.name === 'a:ea' ? EAST : one.name === 'a:cs' ? COMPLEX : UNCERTAIN
    return !isNamed || script.test(words)
  })
}

function cutScripts(fonts: Node, words: string, used: boolean): void {
  fonts.children = fonts.children.filter(
    (one) =>
      typeof one !== 'string' &&
      (one.name !== 'a:font' || (used && isWrittenIn(one.attributes.get('script') ?? '', words))),
  )
  for (const font of childrenOf(fonts)) {
    const read =
      font.name === 'a:ea' ? EAST.test(words) : font.name !== 'a:cs' || COMPLEX.test(words)
    if (font.name === 'a:font' || (read && used)) continue
    const before = font.attributes.get('typeface')
    font.attributes.clear()
    font.attributes.set('typeface', font.name === 'a:latin' && before !== '' ? 'Arial' : '')
  }
}

function isWrittenIn(script: string, words: string): boolean {
  try {
    return new RegExp(LETTERS[script] ?? `\\p{sc=${script}}`, 'u').test(words)
  } catch {
    return false
  }
}
