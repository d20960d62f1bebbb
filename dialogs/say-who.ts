import * as z from 'zod'
import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { Confidential } from '#domain/concern/confidential.ts'
import type { IdentityLevel } from '#domain/concern/identity.ts'
import { AppError } from '#errors.ts'
import { LINE_LIMIT, words as readWords } from './account.ts'
import { type CaseLine, stateOf } from './case-line.ts'
import type { Block, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'
import { roomIn } from './text-limit.ts'
import { whenSeen } from './visibility-block.ts'
import { levelAsk, nameAsk } from './who-asks.ts'

/** Identity levels above the current one; *confidential* only with a usable custodian. */
export function sayable(
  { identity, nameNews }: Pick<CaseLine, 'identity' | 'nameNews'>,
  { custodians }: Pick<Facts, 'custodians'>,
): readonly Exclude<IdentityLevel, 'not_told'>[] {
  // The name was disclosed already.
  if (nameNews.some(({ isDisclosed }) => isDisclosed)) return []
  switch (identity) {
    case 'not_told':
      return custodians ? ['confidential', 'named'] : ['named']
    case 'confidential':
      return ['named']
    case 'named':
      return []
    default:
      return identity satisfies never
  }
}

/** Screen to give the name later: level and name; the more protective level is the default. */
export function sayWhoDialog(line: CaseLine, facts: Facts): Dialog {
  const { words } = facts
  const levels = sayable(line, facts)
  const name = nameAsk('say_who.name', 'say_who.missing', facts)
  return screen(
    {
      id: 'say_who',
      title: words.say('say_who.title'),
      body: [
        text(words.say('say_who.what')),
        ...consequence(line, facts),
        ...roomIn([name], facts),
      ],
      asks: [levelAsk(levels, levels.slice(0, 1), words), name],
      buttons: [
        button(words, 'send_who', 'say_who.send', { look: 'primary', value: line.key }),
        button(words, 'more', 'button.back', { value: line.key }),
        button(words, 'leave', 'button.leave'),
      ],
    },
    facts,
  )
}

function consequence(line: CaseLine, facts: Facts): readonly Block[] {
  const { words, custodians } = facts
  return [
    ...(line.identity === 'confidential' ? [text(words.say('say_who.confidential_now'))] : []),
    ...(line.identity === 'not_told' && custodians ? [text(words.say('identity.custodian'))] : []),
    text(words.say('say_who.stays'), 'quiet'),
    ...(isSealedOnDevice(facts) ? [text(words.say('identity.not_checked_page'), 'quiet')] : []),
  ]
}

const Who = z.strictObject({ identity: z.enum(['named', 'confidential']), name: z.string() })

/** @throws ANSWERS_INVALID, NAME_EMPTY, ACCOUNT_TOO_LONG */
export function readWho(answers: unknown): {
  identity: 'named' | 'confidential'
  name: Confidential
} {
  const read = Who.safeParse(answers)
  if (!read.success) throw new AppError('ANSWERS_INVALID')
  const { identity, name } = read.data
  if (name.trim() === '') throw new AppError('NAME_EMPTY')
  return { identity, name: readWords(name, LINE_LIMIT) }
}

/** Screen after the name was given: who can see it, and the next deadline. */
export function identityResult(line: CaseLine, facts: Facts): Dialog {
  const { words } = facts
  const level = line.identity === 'confidential' ? 'confidential' : 'named'
  return screen(
    {
      id: 'said_who',
      title: words.say('said_who.title'),
      body: [
        text(words.say(`said_who.${level}`), 'strong'),
        text(stateOf(line, facts)),
        ...whenSeen(line, facts),
      ],
      buttons: [
        button(words, 'case', 'added.read', { value: line.key }),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}
