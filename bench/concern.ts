import { systemChance } from '#domain/case/ids.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { Services } from '#ports.ts'
import { submit } from '#reporter/file-concern.ts'

/** An ordinary account: sealed, it has the smallest padded size, 4 KiB. */
export const ACCOUNT: string = 'What happened, in about as many words as people write. '.repeat(30)

/** Answers of a concern; the channel is set by the caller. */
export const CONCERN = {
  leaf: 'misconduct.fraud_corruption',
  taps: ['happened', 'money', 'fraud'],
  about: [],
  keptOut: [],
  identity: 'not_told',
  passOn: false,
  language: 'en',
  account: new Confidential(ACCOUNT),
  when: null,
  where: null,
  name: null,
} as const

/**
 * Files one concern of a new reporter by the card channel: one letter, sealed to three officers of one office, and a
 * reporter key.
 */
export function fileOnce(services: Services): Promise<unknown> {
  const holder = { share: random(16), tenant: 'bench', person: 'somebody' }
  const promised = { office: 'investigations', readers: 3 } as const
  return submit(
    services,
    { ...CONCERN, channel: 'teams_card' },
    promised,
    services.cards.press(holder),
    random(32),
  )
}

const random = (length: number) => systemChance(length) as Uint8Array<ArrayBuffer>
