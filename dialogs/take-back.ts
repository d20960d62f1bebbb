import type { Day } from '#domain/case/day.ts'
import { erasureDay } from '#domain/case/erasure.ts'
import { isSealedOnDevice } from '#domain/concern/channel.ts'
import { backupsBlock } from './backups.ts'
import type { CaseLine } from './case-line.ts'
import { sayForChannel } from './channel-text.ts'
import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, dangerNumbers, fact, screen, text } from './screen.ts'

/** Explanation before a withdrawal: what it erases, when, and what not. */
export function takeBackDialog(line: CaseLine, danger: boolean, facts: Facts): Dialog {
  const { words } = facts
  const value = line.key
  const date = words.date(erasureDay(facts.todayIn(line.office)))
  return screen(
    {
      id: 'take_back',
      title: words.say('take_back.title'),
      body: [
        ...(danger ? [text(words.say('take_back.danger'), 'danger'), ...dangerNumbers(facts)] : []),
        text(words.say('take_back.when', { date }), 'strong'),
        ...(isSealedOnDevice(facts) ? [text(words.say('take_back.minute'))] : []),
        fact(words.say('take_back.erased'), words.say('take_back.erased_what')),
        fact(words.say('take_back.read'), words.say('take_back.read_what')),
        fact(words.say('take_back.stays'), words.say('take_back.stays_what')),
        backupsBlock(line.office, facts),
        fact(words.say('take_back.hold'), words.say('take_back.hold_none')),
        text(words.say('take_back.final'), 'strong'),
      ],
      buttons: [
        button(words, 'withdraw_now', 'take_back.yes', { look: 'choice', value }),
        button(words, 'case', 'take_back.no', { look: 'choice', value }),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

/** A case that is locked, and erased on a day. */
interface LockedLine extends Pick<CaseLine, 'key' | 'office'> {
  readonly erasedOn: Day
}

/** Screen after a withdrawal, while it can be undone; idempotent, and shown again to whoever comes back. */
export function lockedDialog({ key, office, erasedOn }: LockedLine, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'locked',
      title: words.say('take_back.locked_title'),
      body: [
        text(words.say('take_back.locked', { date: words.date(erasedOn) }), 'strong'),
        text(sayForChannel('take_back.until_then', facts)),
        ...(isSealedOnDevice(facts) ? [text(words.say('take_back.undo_minute'))] : []),
        backupsBlock(office, facts),
        ...(isSealedOnDevice(facts) ? [] : [text(words.say('take_back.reminder'), 'quiet')]),
      ],
      buttons: [
        button(words, 'undo_take_back', 'take_back.undo', { look: 'choice', value: key }),
        ...(isSealedOnDevice(facts) ? [] : [button(words, 'conversation', 'conversation.all')]),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

/** Screen after a withdrawal was undone. */
export function notTakenBack(key: string, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'not_taken_back',
      title: words.say('take_back.undone_title'),
      body: [text(words.say('take_back.undone'), 'strong'), text(words.say('take_back.clock'))],
      buttons: [
        button(words, 'case', 'added.read', { value: key }),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

/** Screen of what was taken back and is erased; idempotent. */
export function takenBack(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'taken_back',
      title: words.say('take_back.done_title'),
      body: [
        text(words.say('take_back.done'), 'strong'),
        text(sayForChannel('take_back.gone', facts)),
        ...(isSealedOnDevice(facts) ? [] : [text(words.say('take_back.reminder'), 'quiet')]),
      ],
      buttons: [
        ...(isSealedOnDevice(facts) ? [] : [button(words, 'conversation', 'conversation.all')]),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}
