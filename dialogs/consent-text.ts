import type { ConsentStanding } from '#domain/case/consent.ts'
import type { CaseLine } from './case-line.ts'
import type { ShownRequest } from './consent-request.ts'
import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, screen, text } from './screen.ts'
import { whenSeen } from './visibility-block.ts'

/** Sentence with the current answer to a consent request. */
export function consentResult(line: CaseLine, request: ShownRequest, facts: Facts): Dialog {
  const { words } = facts
  const answer = SAID[request.standing]
  const office = request.asks === null ? '' : words.say(`the.${request.asks.office}`)
  return screen(
    {
      id: 'consent_said',
      title: words.say(`request.said_${answer}`),
      body: [
        text(words.say(`request.said_${answer}_means`, { office })),
        ...(answer === 'yes' ? [text(words.say('request.take_back_means'))] : []),
        ...whenSeen(line, facts),
      ],
      buttons: [
        button(words, 'case', 'added.read', { value: line.key }),
        ...(request.standing === 'agreed'
          ? [button(words, 'take_back_consent', 'request.take_back', { value: request.key })]
          : []),
        button(words, 'leave', 'button.close'),
      ],
    },
    facts,
  )
}

const SAID: Readonly<Record<ConsentStanding, 'yes' | 'no' | 'back'>> = {
  agreed: 'yes',
  handed_over: 'yes',
  taken_back: 'back',
  declined: 'no',
  open: 'no',
  replaced: 'no',
}
