import type { Concern } from '#domain/concern/concern.ts'
import type { Confidential } from '#domain/concern/confidential.ts'
import { AppError } from '#errors.ts'
import type { Holder, ReportersCaseHeads } from '#ports.ts'
import { refuseFull } from './case-limit.ts'
import { type OwnWords, ownCase, ownEvent, reloadCase, sendUnlessStored } from './own-case.ts'
import { retryPlacement } from './retry-placement.ts'
import { sealOwn } from './seal-own.ts'

/**
 * Adds a reporter's letter, or the answer to a question: sealed to the reporter and all current readers, signed with
 * the reporter key. The same nonce again changes nothing and returns the same.
 * @param files uploads the letter's files first
 * @throws CASE_UNKNOWN when it is not the reporter's; CASE_CLOSED; CASE_FULL; NO_READER when no reader could open it
 */
export function add(
  services: OwnWords,
  holder: Holder,
  id: string,
  text: Confidential,
  nonce: Uint8Array<ArrayBuffer>,
  language: string,
  files: () => Promise<Concern['attachments']> = async () => [],
): Promise<ReportersCaseHeads> {
  const send = (attachments: Concern['attachments']) =>
    retryPlacement(async () => {
      const own = await ownCase(services, holder, id)
      const event = ownEvent(services, own.reportersCase, 'added')
      const message = {
        kind: 'addition',
        text,
        form: {},
        on: event.on,
        language,
        attachments,
      } as const
      const letter = await sealOwn(services, own, message)
      await services.gate.check(letter)
      refuseFull(own.reportersCase.letters, letter.data)
      const result = await services.reporters.add(own.reportersCase.lookup, {
        nonce,
        letter,
        event,
      })
      if (result === 'closed') throw new AppError('CASE_CLOSED')
      if (result === 'changed') return 'again'
      return reloadCase(services, holder, own.reportersCase)
    })
  return sendUnlessStored(services, { holder, id, nonce }, async () => send(await files()))
}
