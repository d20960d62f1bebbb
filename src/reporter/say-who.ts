import type { SealedLetter } from '#domain/case/envelope.ts'
import type { Confidential } from '#domain/concern/confidential.ts'
import type { IdentityLevel } from '#domain/concern/identity.ts'
import { AppError } from '#errors.ts'
import type { Holder, ReportersCaseHeads } from '#ports.ts'
import { refuseFull } from './case-limit.ts'
import {
  type Own,
  type OwnWords,
  ownCase,
  ownEvent,
  reloadCase,
  sendUnlessStored,
} from './own-case.ts'
import { retryPlacement } from './retry-placement.ts'
import { recipient, usableCustodians } from './seal-concern.ts'
import { type LaterMessage, readersNow, sealNext } from './seal-own.ts'

/** Ways to give the name. */
export type DisclosedLevel = Exclude<IdentityLevel, 'not_told'>

/**
 * Gives the reporter's name later: to the office, or split between the office and a custodian. The name is a letter
 * of its own, signed with the reporter key and not sealed to it. A deadline paused for it resumes. The same nonce
 * again changes nothing and returns the same.
 * @throws CASE_UNKNOWN when it is not the reporter's; CASE_CLOSED; CASE_FULL; NO_READER, NO_CUSTODIAN when nobody could open it;
 * READER_UNKNOWN when somebody is listed whom nobody let in; FIRST_UNPROVEN; ANSWERS_INVALID when the office knows
 * already what is to be locked
 */
export function sayWho(
  services: OwnWords,
  holder: Holder,
  id: string,
  given: {
    readonly identity: DisclosedLevel
    readonly name: Confidential
    readonly language: string
    /** The name was typed and is unverified, which the office is shown. */
    readonly typed?: boolean
  },
  nonce: Uint8Array<ArrayBuffer>,
): Promise<ReportersCaseHeads> {
  const { identity, name: text, language, typed = false } = given
  const form = typed ? { typed } : {}
  const send = () =>
    retryPlacement(async () => {
      const own = await ownCase(services, holder, id)
      if (own.reportersCase.identity === 'named' && identity !== 'named') {
        throw new AppError('ANSWERS_INVALID')
      }
      const event = ownEvent(services, own.reportersCase, 'named')
      const message = { kind: 'identity', text, form, on: event.on, language } as const
      const letter = await sealName(services, own, identity, message)
      await services.gate.check(letter)
      refuseFull(own.reportersCase.letters, letter.data)
      const added = { nonce, letter, event, identity }
      const result = await services.reporters.add(own.reportersCase.lookup, added)
      if (result === 'closed') throw new AppError('CASE_CLOSED')
      if (result === 'changed') return 'again'
      return reloadCase(services, holder, own.reportersCase)
    })
  return sendUnlessStored(services, { holder, id, nonce }, send)
}

async function sealName(
  services: OwnWords,
  own: Own,
  identity: DisclosedLevel,
  message: LaterMessage,
): Promise<SealedLetter> {
  const readers = await readersNow(services, own)
  const custodianIds = identity === 'confidential' ? await usableCustodians(services) : null
  const to = readers.map(recipient)
  return sealNext(services, { ...own, readers }, message, (letter) =>
    custodianIds === null
      ? services.sealer.seal(letter, to, own.key)
      : services.sealer.sealShared(letter, [to, custodianIds], own.key),
  )
}
