import {
  type Attributes,
  childOf,
  childrenOf,
  elementsIn,
  type Node,
  withChildren,
} from '../../xml/tree.ts'
import { type Colour, composite, isLost, WHITE } from '../office/contrast.ts'
import { amount, areLost, drawnOnPaper, type FillColours } from './colours.ts'

/** Colours in DrawingML of outlines, shadows and glows of newer Word, by which letters are seen that have a fill too. */
const EDGES = new WeakMap<Node, readonly Node[]>()

/**
 * Replaces the newer text fill of Word (w14) by a plain colour; letters without fill and outline become hidden text.
 */
export function plainFill(properties: Node): void {
  const coloursOf = (name: string) =>
    childrenOf(properties, `w14:${name}`)
      .filter(
        ({ attributes }) => name !== 'textOutline' || !(Number(attributes.get('w14:w')) < THIN),
      )
      .flatMap((one) => [...elementsIn(one)])
      .filter((one) => /^w14:(srgb|scheme)Clr$/.test(one.name))
      .map(read)
      .filter(({ clear }) => clear < CLEAR)
  const hasFill = childOf(properties, 'w14:textFill') !== undefined
  const [fills, outlines] = [coloursOf('textFill'), coloursOf('textOutline')]
  const edges = [...outlines, ...coloursOf('shadow'), ...coloursOf('glow')]
  if (!hasFill || fills.length > 0)
    EDGES.set(
      properties,
      edges.map(({ drawn }) => drawn),
    )
  if (!hasFill) return
  const colours = fills.length > 0 ? fills : outlines
  const fill = colours.find(({ pale }) => !pale) ?? colours[0]
  setProperty(properties, fill ? 'w:color' : 'w:vanish', new Map(fill?.says))
}

/**
 * Letters whose colour does not show them get that of their outline, shadow or glow, which no copy has.
 * @returns whether that shows them
 */
export function showEdges(
  holders: readonly Node[],
  ground: FillColours,
  drawn: (holder: Node) => Colour | undefined,
): boolean {
  const edges = holders.map((one) => EDGES.get(one) ?? []).find((all) => all.length > 0)
  const colour = edges?.map(drawn).find((one) => one && !areLost([one], ground))
  const [nearest] = holders
  if (colour === undefined || nearest === undefined) return false
  setProperty(nearest, 'w:color', new Map([['w:val', hexOf(colour)]]))
  return true
}

function setProperty(properties: Node, name: string, attributes: Attributes): void {
  const others = properties.children.filter((one) => typeof one === 'string' || one.name !== name)
  const next = others.findIndex((one) => typeof one !== 'string' && BEHIND.test(one.name))
  others.splice(next < 0 ? others.length : next, 0, { name, attributes, children: [] })
  properties.children = others
}
/** What stands behind a colour in the properties of a run. */
const BEHIND =
  /^w:(color|spacing|w|kern|position|sz|szCs|highlight|u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish|oMath|rPrChange)$|^(\?|w1[45]):/

/** Black of which less than an eighth is there is read by nobody. */
const CLEAR = 0.88
/** A quarter of a point. */
const THIN = 3_175
const NAMED: Readonly<Record<string, string>> = {
  tx: 'text',
  bg: 'background',
  dk: 'dark',
  lt: 'light',
  accent: 'accent',
  hlink: 'hyperlink',
  folHlink: 'followedHyperlink',
}

/** How much is seen through a colour, whether paper hides it, how the older element says it, and how DrawingML does. */
function read(colour: Node) {
  const value = colour.attributes.get('w14:val') ?? ''
  const share = (name: string) => {
    const value = childOf(colour, `w14:${name}`)?.attributes.get('w14:val')
    return value === undefined ? undefined : amount(value)
  }
  const clear = share('alpha') ?? 0
  const inDrawing = known(colour)
  const base = drawnOnPaper(inDrawing)
  const seen = base && composite({ ...base, alpha: 1 - clear }, WHITE)
  const [, kind = '', number = ''] = /^([a-zH]+?)(\d?)$/.exec(value) ?? []
  const says: [at: string, value: string][] = [['w:val', seen ? hexOf(seen) : '000000']]
  if (colour.name === 'w14:schemeClr') {
    const off = share('lumOff') ?? share('lum') ?? clear
    const tint = share('tint') ?? (off > 0 ? (share('lumMod') ?? 1 - off) : undefined)
    const shade = share('lumMod') ?? share('shade')
    says.push(['w:themeColor', `${NAMED[kind] ?? kind}${number}`])
    if (tint !== undefined) says.push(['w:themeTint', hex(tint * 255)])
    else if (shade !== undefined) says.push(['w:themeShade', hex(shade * 255)])
  }
  return {
    clear,
    pale: seen !== undefined && isLost(seen, WHITE),
    says,
    drawn: withChildren(colour, [inDrawing]),
  }
}

const hex = (part: number) =>
  Math.round(Math.min(255, part)).toString(16).padStart(2, '0').toUpperCase()

const hexOf = ({ red, green, blue }: Colour) => [red, green, blue].map(hex).join('')

/** The colour as a DrawingML element, without its transparency. */
const known = ({ name, attributes, children }: Node): Node => ({
  name: name.replace('w14', 'a'),
  attributes: new Map([...attributes].map(([at, value]) => [at.replace('w14:', ''), value])),
  children: children.flatMap((one) =>
    typeof one === 'string' || one.name === 'w14:alpha' ? [] : [known(one)],
  ),
})
