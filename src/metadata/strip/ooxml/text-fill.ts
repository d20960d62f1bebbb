import { childOf, childrenOf, elementsIn, type Node } from '../../xml/tree.ts'
import { composite, isLost, WHITE } from '../office/contrast.ts'
import { amount, Theme } from './colours.ts'

/**
 * Replaces the newer text fill of Word (w14) by a plain colour; letters without fill and outline become hidden text.
 */
export function plainFill(properties: Node): void {
  if (childOf(properties, '?:textFill') === undefined) return
  const colours = ['?:textFill', '?:textOutline']
    .flatMap((name) => childrenOf(properties, name))
    .flatMap((one) => [...elementsIn(one)])
    .filter(({ name }) => /^\?:(srgb|scheme)Clr$/.test(name))
    .map(read)
    .filter(({ clear }) => clear < CLEAR)
  const fill = colours.find(({ pale }) => !pale) ?? colours[0]
  const attributes = new Map(fill?.says)
  const name = fill ? 'w:color' : 'w:vanish'
  const others = properties.children.filter((one) => typeof one === 'string' || one.name !== name)
  const next = others.findIndex((one) => typeof one !== 'string' && BEHIND.test(one.name))
  others.splice(next < 0 ? others.length : next, 0, { name, attributes, children: [] })
  properties.children = others
}
/** What stands behind a colour in the properties of a run. */
const BEHIND =
  /^w:(color|spacing|w|kern|position|sz|szCs|highlight|u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish|oMath|rPrChange)$|^\?:/

/** Black of which less than an eighth is there is read by nobody. */
const CLEAR = 0.88
const PAPER = new Theme(undefined)
const NAMED: Readonly<Record<string, string>> = {
  tx: 'text',
  bg: 'background',
  dk: 'dark',
  lt: 'light',
  accent: 'accent',
  hlink: 'hyperlink',
  folHlink: 'followedHyperlink',
}

/** How much is seen through a colour, whether paper hides it, and how the older element says it. */
function read(colour: Node) {
  const value = colour.attributes.get('?:val') ?? ''
  const share = (name: string) => {
    const value = childOf(colour, `?:${name}`)?.attributes.get('?:val')
    return value === undefined ? undefined : amount(value)
  }
  const clear = share('alpha') ?? 0
  const base = PAPER.drawn({ ...colour, children: [known(colour)] }, (name) => OF_PAPER[name])
  const seen = base && composite({ ...base, alpha: 1 - clear }, WHITE)
  const [, kind = '', number = ''] = /^([a-zH]+?)(\d?)$/.exec(value) ?? []
  const says: [at: string, value: string][] = [
    ['w:val', seen ? [seen.red, seen.green, seen.blue].map(hex).join('') : '000000'],
  ]
  if (colour.name === '?:schemeClr') {
    const off = share('lumOff') ?? share('lum') ?? clear
    const tint = share('tint') ?? (off > 0 ? (share('lumMod') ?? 1 - off) : undefined)
    const shade = share('lumMod') ?? share('shade')
    says.push(['w:themeColor', `${NAMED[kind] ?? kind}${number}`])
    if (tint !== undefined) says.push(['w:themeTint', hex(tint * 255)])
    else if (shade !== undefined) says.push(['w:themeShade', hex(shade * 255)])
  }
  return { clear, pale: seen !== undefined && isLost(seen, WHITE), says }
}

const OF_PAPER: Readonly<Record<string, string>> = { bg1: 'lt1', tx1: 'dk1' }
const hex = (part: number) =>
  Math.round(Math.min(255, part)).toString(16).padStart(2, '0').toUpperCase()

/** The colour as a DrawingML element, without its transparency. */
const known = ({ name, attributes, children }: Node): Node => ({
  name: name.replace('?', 'a'),
  attributes: new Map([...attributes].map(([at, value]) => [at.replace('?:', ''), value])),
  children: children.flatMap((one) =>
    typeof one === 'string' || one.name === '?:alpha' ? [] : [known(one)],
  ),
})
