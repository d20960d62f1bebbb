import * as z from 'zod'
import { categoryOf, type LeafId } from '../concern/leaf.ts'
import { ID_SHAPE } from './ids.ts'
import type { LetterText } from './letter-text.ts'

/*
 * The sealed label of a page case: what a row of the desk shows of it before any letter is fetched. Language and leaf
 * stand in no column there: two people of a duty station who read Russian would be two suspects (T-123).
 */

/** What a row marks beside its leaf. */
export const LABEL_MARKS = ['danger', 'retaliation'] as const

/** In this order and no other, so that it fits into its bucket. */
export const CaseLabel = z.strictObject({
  v: z.literal(1),
  case: z.string().regex(ID_SHAPE),
  leaf: z.string().regex(/^[a-z_]{1,20}\.[a-z_]{1,60}$/),
  /** Language of the words. */
  lang: z.string().min(2).max(35),
  marks: z.array(z.enum(LABEL_MARKS)).max(LABEL_MARKS.length),
})
export type CaseLabel = z.infer<typeof CaseLabel>

export function caseLabelOf(id: string, leaf: LeafId, lang: string): CaseLabel {
  const category = categoryOf(leaf)
  const marks = {
    danger: category === 'safety',
    retaliation: category === 'retaliation',
  }
  return { v: 1, case: id, leaf, lang, marks: LABEL_MARKS.filter((mark) => marks[mark]) }
}

/** Whether the label that is served is another one than the first letter names; one of before names none. */
export function isLabelReplaced(letter: LetterText, label: string | undefined): boolean {
  return label !== undefined && (letter.v === 1 || letter.first?.label !== label)
}
