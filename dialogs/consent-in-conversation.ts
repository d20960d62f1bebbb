import type { ConsentStanding } from '#domain/case/consent.ts'
import type { Day } from '#domain/case/day.ts'
import type { Office } from '#domain/concern/office.ts'
import type { CaseLine } from './case-line.ts'
import type { Button } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button } from './screen.ts'

/** Consent data of a letter. */
export type ShownConsent =
  | { readonly is: 'asked'; readonly standing: ConsentStanding; readonly on: Day | null }
  | { readonly is: 'answered'; readonly agreed: boolean; readonly office: Office }

export function consentNote(about: ShownConsent, { words }: Facts): string {
  if (about.is === 'answered') {
    const office = words.say(`the.${about.office}`)
    return words.say(about.agreed ? 'request.you_yes' : 'request.you_no', { office })
  }
  const date = about.on === null ? '' : words.date(about.on)
  return words.say(`request.${about.standing}`, { date })
}

/** Button of the open consent request; comes first. */
export function requestButtons(line: CaseLine, { words }: Facts): readonly Button[] {
  const value = line.request
  if (value === null || line.state === 'closed') return []
  return [button(words, 'consent', 'request.answer', { look: 'primary', value })]
}

/** Buttons to withdraw a consent before the transfer, labelled by office. */
export function takeBackOffers(line: CaseLine, { words }: Facts): readonly Button[] {
  if (line.state === 'closed') return []
  return line.agreed.map(({ key, office }) => ({
    verb: 'consent',
    label: words.say('request.change_mind'),
    hint: words.say(`office.${office}`),
    look: 'choice',
    value: key,
  }))
}
