import type { Block, ShownText } from '#dialogs/dialog.ts'
import type { Json } from './card-action.ts'

/** Left-to-right isolate, for telephone numbers inside Arabic. */
const LEFT_TO_RIGHT = '\u2066'
const END = '\u2069'

/**
 * One line of plain text as a `RichTextBlock`. A `TextBlock` would parse Markdown, and an officer's text must be shown
 * as written: no link, no mention, no bold (T-87).
 */
export function line(text: string, look: Json = {}, place: Json = {}): Json {
  return {
    type: 'RichTextBlock',
    ...place,
    inlines: [{ type: 'TextRun', text, ...look }],
  }
}

export function blockItems(block: Block, callFirst: boolean): Json[] {
  switch (block.kind) {
    case 'text':
      return textItems(block.text, block.tone)
    case 'fact':
      return [
        line(
          block.label,
          { weight: 'Bolder', size: 'Small', isSubtle: true },
          { spacing: 'Medium' },
        ),
        ...paragraphs(block.text, {}, 'None'),
      ]
    case 'number':
      return numberItems(block.name, unbroken(block.number), callFirst)
    case 'letter':
      return [letterItem(block)]
    default:
      return block satisfies never
  }
}

/** Telephone number on one line, left to right. */
function unbroken(number: string): string {
  return `${LEFT_TO_RIGHT}${number.replaceAll(' ', '\u00a0')}${END}`
}

function numberItems(name: string, number: string, callFirst: boolean): Json[] {
  if (callFirst) {
    const large = { size: 'ExtraLarge', weight: 'Bolder' }
    return [
      line(name, { isSubtle: true }, { spacing: 'Medium' }),
      line(number, large, { spacing: 'None' }),
    ]
  }
  return [
    {
      type: 'RichTextBlock',
      spacing: 'Small',
      inlines: [
        { type: 'TextRun', text: `${name}  `, isSubtle: true },
        { type: 'TextRun', text: number, weight: 'Bolder' },
      ],
    },
  ]
}

function textItems(text: string, tone: Extract<Block, { kind: 'text' }>['tone']): Json[] {
  switch (tone) {
    case 'plain':
      return paragraphs(text)
    case 'quiet':
      return paragraphs(text, { isSubtle: true })
    case 'strong':
      return paragraphs(text, { weight: 'Bolder' })
    case 'warning':
      return [{ type: 'Container', style: 'warning', items: paragraphs(text) }]
    case 'danger':
      return [{ type: 'Container', style: 'attention', items: paragraphs(text) }]
    default:
      return tone satisfies never
  }
}

function letterItem(letter: Extract<Block, { kind: 'letter' }>): Json {
  const text = readable(letter.text)
  return {
    type: 'Container',
    style: letter.strong ? 'accent' : letter.ours ? 'emphasis' : 'default',
    separator: !letter.ours,
    spacing: 'Medium',
    items: [
      {
        type: 'RichTextBlock',
        inlines: [
          { type: 'TextRun', text: letter.from, weight: 'Bolder' },
          { type: 'TextRun', text: `  ·  ${letter.on}`, isSubtle: true },
        ],
      },
      ...(text === null ? [] : paragraphs(inItsDirection(text), {}, 'Small')),
      ...(letter.note === null ? [] : paragraphs(letter.note, { isSubtle: true }, 'Small')),
    ],
  }
}

/** Cards reveal no `Confidential`: texts are revealed before, in `visit.ts`. */
function readable(text: ShownText | null): string | null {
  return typeof text === 'string' ? text : null
}

/**
 * Text of a letter. Each line keeps its own direction. Double braces, which renderers replace by a date, are separated
 * by an invisible character.
 */
function inItsDirection(text: string): string {
  return text
    .replaceAll('{{', '{\u2060{')
    .replace(/[^\n\r\u2028\u2029]+/g, (row) => (row.trim() === '' ? row : `\u2068${row}\u2069`))
}

/** One block per line, because clients drop line breaks inside a block. */
function paragraphs(text: string, look: Json = {}, spacing = 'Default'): Json[] {
  let gap = spacing
  const items: Json[] = []
  for (const written of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    if (written.trim() === '') {
      gap = 'Medium'
      continue
    }
    items.push(line(written, look, { spacing: gap }))
    gap = 'Small'
  }
  return items
}
