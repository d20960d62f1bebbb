import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { Office } from '#domain/concern/office.ts'
import { backupsBlock } from './backups.ts'
import type { CaseLine } from './case-line.ts'
import { sayForChannel } from './channel-text.ts'
import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, dangerNumbers, fact, screen, text } from './screen.ts'

/** Explanation before a withdrawal: what it erases and what not. */
export function takeBackDialog(line: CaseLine, danger: boolean, facts: Facts): Dialog {
  const { words } = facts
  const value = line.key
  return screen(
    {
      id: 'take_back',
      title: words.say('take_back.title'),
      body: [
        ...(danger ? [text(words.say('take_back.danger'), 'danger'), ...dangerNumbers(facts)] : []),
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

/** Screen after a withdrawal; idempotent. */
export function takenBack(office: Office | null, facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'taken_back',
      title: words.say('take_back.done_title'),
      body: [
        text(words.say('take_back.done'), 'strong'),
        text(sayForChannel('take_back.gone', facts)),
        ...(office === null ? [] : [backupsBlock(office, facts)]),
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
