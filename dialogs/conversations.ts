import { type CaseLine, stateOf } from './case-line.ts'
import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { languagesButton } from './languages.ts'
import { button, screen, text } from './screen.ts'

/** List of cases of a card. The chat looks the same with and without cases. */
export function conversations(lines: readonly CaseLine[], facts: Facts): Dialog {
  const { words } = facts
  const none = lines.length === 0
  return screen(
    {
      id: 'conversations',
      title: words.say(none ? 'conversations.none_title' : 'conversations.title'),
      body: [
        ...(none ? [text(words.say('conversations.none'))] : []),
        text(words.say('conversations.earlier_card'), none ? 'plain' : 'quiet'),
      ],
      buttons: [
        ...lines.map((line) => ({
          verb: 'case' as const,
          label: words.say('conversations.line', {
            date: words.date(line.receivedOn),
            office: words.say(`office.${line.office}`),
          }),
          hint: line.erasedOn
            ? words.say('take_back.locked', { date: words.date(line.erasedOn) })
            : words.say('conversations.letters', {
                state: inTheList(line, facts),
                n: line.lettersFromUs,
              }),
          look: 'choice' as const,
          value: line.key,
        })),
        button(words, 'remind', 'reminder.title'),
        ...languagesButton(facts),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

/** Line for an open consent request, which is not called a question. */
function inTheList(line: CaseLine, facts: Facts): string {
  const waits = line.request !== null && line.state === 'waiting' && line.alert === null
  return waits ? facts.words.say('request.open') : stateOf(line, facts)
}
