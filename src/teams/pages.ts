import type { Button, Dialog, Verb } from '#dialogs/dialog.ts'
import type { ShownLetter } from '#dialogs/shown-letter.ts'
import type { Words } from '#dialogs/words.ts'
import { bytesOf, CARD_LIMIT_BYTES, card } from './card.ts'

/** Bytes reserved for the token of each button. */
const TOKEN_BYTES = 'x'.repeat(800)
/** Size in bytes above which a letter is split. */
const LONGEST_PART_BYTES = CARD_LIMIT_BYTES / 3

/**
 * Pagination of letters: newest first, as many as fit on one card. Teams does not show a card that is too large.
 * @param items newest first
 */
export function page<Item>(
  items: readonly Item[],
  asked: number,
  draw: (some: readonly Item[]) => Dialog,
  turn: { readonly verb: Verb; readonly value: (page: number) => string },
  words: Words,
): Dialog {
  const pages = split(items, draw)
  const at = Math.min(asked, pages.length - 1)
  const dialog = draw(pages[at] ?? [])
  const turned = (label: string, to: number): Button[] =>
    to < 0 || to >= pages.length
      ? []
      : [
          {
            verb: turn.verb,
            label: words.say(label),
            hint: null,
            look: 'quiet',
            value: turn.value(to),
          },
        ]
  return {
    ...dialog,
    buttons: [
      ...dialog.buttons,
      ...turned('button.earlier', at + 1),
      ...turned('button.newer', at - 1),
    ],
  }
}

function split<Item>(
  items: readonly Item[],
  draw: (some: readonly Item[]) => Dialog,
): readonly (readonly Item[])[] {
  const pages: Item[][] = [[]]
  for (const item of items) {
    const last = pages.at(-1) ?? []
    if (last.length > 0 && !fits(draw([...last, item]))) pages.push([item])
    else last.push(item)
  }
  return pages
}

const ROOM_FOR_TURNING = 2 * 1_200

/** Whether a card is within the size limit. */
export function fits(dialog: Dialog): boolean {
  const drawn = card(dialog, 'chat', { share: TOKEN_BYTES.slice(0, 22), token: TOKEN_BYTES })
  return bytesOf(drawn) + ROOM_FOR_TURNING <= CARD_LIMIT_BYTES
}

/** Splits letters into parts that fit on a card, each with the heading of its letter. */
export function inParts(letters: readonly ShownLetter[]): readonly ShownLetter[] {
  return letters.flatMap((letter) =>
    typeof letter.text !== 'string'
      ? [letter]
      : partsOf(letter.text).map((text): ShownLetter => ({ ...letter, text })),
  )
}

function partsOf(text: string): readonly string[] {
  if (drawnBytes(text) <= LONGEST_PART_BYTES) return [text]
  const middle = breakNear(text, Math.floor(text.length / 2))
  return [...partsOf(text.slice(0, middle)), ...partsOf(text.slice(middle))]
}

/** Estimated size in bytes: each line adds about a hundred bytes of JSON. */
function drawnBytes(text: string): number {
  return bytesOf({ text }) + 100 * text.split('\n').length
}

/** Split position: at a near space, never inside a surrogate pair. */
function breakNear(text: string, middle: number): number {
  const space = text.slice(middle, middle + 200).search(/\s/)
  const at = space < 0 ? middle : middle + space
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : Math.max(1, at)
}
