import * as z from 'zod'
import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { Confidential } from '#domain/concern/confidential.ts'
import { AppError } from '#errors.ts'
import { words as readWords } from './account.ts'
import { type CaseLine, stateOf } from './case-line.ts'
import type { Ask, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, dangerNumbers, screen, text } from './screen.ts'
import { roomIn } from './text-limit.ts'
import { whenSeen } from './visibility-block.ts'

/** Screen with one text field, to add a message or answer a question. */
export function addition(line: CaseLine, facts: Facts): Dialog {
  const { words, policy } = facts
  const field: Ask = {
    kind: 'words',
    id: 'text',
    label: words.say('addition.text'),
    hint: null,
    lines: 'many',
    limit: policy.accountLimit,
    required: true,
    missing: words.say('account.missing'),
    prefilled: null,
  }
  return screen(
    {
      id: 'addition',
      title: words.say('addition.title'),
      body: [
        text(words.say('addition.hint', { office: words.say(`the.${line.office}`) })),
        ...(isSealedOnDevice(facts)
          ? [text(words.say('before.sealed_page'), 'quiet')]
          : [
              text(words.say('addition.passes'), 'quiet'),
              text(words.say('account.lost_on_back'), 'quiet'),
            ]),
        ...roomIn([field], facts),
      ],
      asks: [field],
      buttons: [
        button(words, 'send_addition', 'account.send', { look: 'primary', value: line.key }),
        button(words, 'case', 'button.back', { value: line.key }),
        button(words, 'leave', 'button.leave'),
      ],
    },
    facts,
  )
}

const Addition = z.strictObject({ text: z.string() })

/** @throws ACCOUNT_EMPTY, ACCOUNT_TOO_LONG, ANSWERS_INVALID */
export function readAddition(answers: unknown, limit: number): Confidential {
  const read = Addition.safeParse(answers)
  if (!read.success) throw new AppError('ANSWERS_INVALID')
  return readWords(read.data.text, limit)
}

/** Screen after a changed text whose first Send had arrived: it was added as a message. */
export function addedToSent(line: CaseLine, danger: boolean, facts: Facts): Dialog {
  const { words } = facts
  const dialog = added(line, facts)
  const first = danger ? [text(words.say('done.danger'), 'danger'), ...dangerNumbers(facts)] : []
  return { ...dialog, body: [...first, text(words.say('added.to_sent')), ...dialog.body] }
}

/** Screen after a message was added, with the next deadline. */
export function added(line: CaseLine, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'added',
      title: words.say('added.title'),
      body: [
        text(stateOf(line, facts), 'strong'),
        ...whenSeen(line, facts),
        text(words.say('added.back')),
      ],
      buttons: [
        button(words, 'case', 'added.read', { value: line.key }),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}
