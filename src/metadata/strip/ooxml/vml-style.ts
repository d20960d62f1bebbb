import type { Node } from '../../xml/tree.ts'
import { plainNumber, plainTokens } from '../office/values.ts'

/** Elements whose attribute `style` is a list of properties. */
export const HAS_STYLE = /^v:|^(div|font|span)$/

/** Whether a style has a property that no rule knows, and that no copy has. */
export const hasUnknownStyle = ({ name, attributes }: Node): boolean =>
  HAS_STYLE.test(name) &&
  propertiesOf(attributes.get('style') ?? '').some((one) => !isKnown(name, one))

/**
 * Each property that a rule knows once, the last that is written: where a shape is and how large is said besides what
 * nobody knows.
 */
export function plainStyle(element: string, value: string): string {
  const known = propertiesOf(value).filter((one) => isKnown(element, one))
  const last = new Map(
    known.map(([name, worth]) => [name, name === FAMILY ? worth : plainTokens(worth)]),
  )
  return [...last].map((one) => one.join(':')).join(';')
}

const propertiesOf = (value: string): (readonly [name: string, worth: string])[] =>
  value.split(';').flatMap((one) => {
    const at = one.indexOf(':')
    const [name, worth] = [one.slice(0, at).trim(), one.slice(at + 1).trim()]
    return one.trim() === '' ? [] : [[at < 0 ? '' : name, worth] as const]
  })

function isKnown(element: string, [name, worth]: readonly [name: string, worth: string]): boolean {
  // The font in which words along a path are drawn.
  if (name === FAMILY && element === 'v:textpath') return FONT.test(worth)
  return (
    STYLED.test(name) &&
    worth
      .split(/[\s,]+/)
      .every((token) => token === '' || plainNumber(token) !== undefined || STYLES.test(token))
  )
}
const FAMILY = 'font-family'
const FONT = /^("[\p{L}\p{N} -]{1,40}"|[\p{L}\p{N} -]{1,40})$/u
const STYLED =
  /^(position|left|right|top|bottom|width|height|z-index|rotation|flip|visibility|direction|layout-flow|tab-(interval|stops)|margin(-(left|right|top|bottom))?|text-(align|decoration|indent)|font(-(family|size|style|weight|variant))?|v-(text-(anchor|kern|spacing|spacing-mode|align|reverse)|same-letter-heights|rotate-letters)|mso-(position-(horizontal|vertical)(-relative)?|wrap-(distance-(left|right|top|bottom)|edited|style)|(width|height)-(percent|relative)|(left|top)-percent|fit-(shape-to-text|text-to-shape)|text-(scale|shadow)|next-textbox|rotate|direction-alt|layout-flow-alt))$/
const STYLES =
  /^(absolute|relative|static|page|margin|char|line|text|inherit|auto|none|square|tight|through|left|right|top|bottom|center|middle|inside|outside|(top|middle|bottom)-(center|baseline|center-baseline)|(left|right|top|bottom|inner|outer)-margin-area|(vertical|horizontal)(-ideographic)?|(bottom-to-top|top-to-bottom)|visible|hidden|normal|italic|bold|underline|context|ltr|rtl|tightening|tracking|(letter-|stretch-)?justify|xy?|yx?|[tf]|true|false|#_x0000_s\d{1,9})$/i
