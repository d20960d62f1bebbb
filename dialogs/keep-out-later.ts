import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { CaseLine } from './case-line.ts'
import type { Ask, Button, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'
import { isolate } from './speak.ts'

/** A reader of the case, by public label. */
type ReaderLabel = { readonly id: string; readonly label: string }

/** Screen to exclude readers from a stored case: current readers, and what exclusion can and cannot undo. */
export function keepOutLater(
  line: CaseLine,
  readers: readonly ReaderLabel[],
  facts: Facts,
): Dialog {
  const { words } = facts
  const alone = readers.length < 2
  const value = line.key
  return screen(
    {
      id: 'keep_out_later',
      title: words.say('keep_out.later_title'),
      body: alone
        ? [text(words.say('keep_out.later_only_one'), 'strong')]
        : [
            text(words.say('keep_out.later_key'), 'strong'),
            text(words.say('keep_out.later_read')),
            ...(isSealedOnDevice(facts) ? [text(words.say('keep_out.later_minute'))] : []),
            text(words.say('keep_out.later_one_stays')),
            ...(readers.length === 2
              ? [text(words.say('keep_out.later_then_one'), 'warning')]
              : []),
            text(words.say('keep_out.later_seen'), 'quiet'),
            text(words.say('keep_out.database'), 'quiet'),
          ],
      asks: alone ? [] : [whom(readers, facts)],
      buttons: [
        ...(alone
          ? [button(words, 'withdraw', 'take_back.offer', { look: 'choice', value })]
          : [button(words, 'keep_out_now', 'keep_out.later_now', { look: 'choice', value })]),
        button(words, 'case', 'take_back.no', { look: 'choice', value }),
        ...(alone ? [] : [takeItBack(line, facts)]),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

/** Screen after an exclusion, with a warning when one reader is left. */
export function keepOutResult(line: CaseLine, left: number, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'kept_out_later',
      title: words.say('keep_out.later_done_title'),
      body: [
        text(words.say('keep_out.later_done'), 'strong'),
        left === 1
          ? text(words.say('before.one_reader'), 'warning')
          : text(words.say('keep_out.later_left', { n: left })),
        text(words.say('keep_out.later_read'), 'quiet'),
      ],
      buttons: [
        button(words, 'case', 'added.read', { value: line.key }),
        ...(left === 1 ? [takeItBack(line, facts)] : []),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

function takeItBack(line: CaseLine, { words }: Facts): Button {
  return button(words, 'withdraw', 'take_back.offer', {
    value: line.key,
    hint: 'take_back.offer_hint',
  })
}

function whom(readers: readonly ReaderLabel[], { words }: Facts): Ask {
  return {
    kind: 'many',
    id: 'kept_out',
    label: words.say('keep_out.later_readers'),
    options: readers.map(({ id, label }) => ({ value: id, label: isolate(label, words.rtl) })),
    chosen: [],
    required: true,
    missing: words.say('keep_out.missing'),
  }
}
