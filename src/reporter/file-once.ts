import type { Terms } from '#domain/case/case-status.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { type CaseId, newReference } from '#domain/case/ids.ts'
import type { NewReceipt } from '#domain/case/receipt.ts'
import { ANONYMOUS_CHANNELS, type Channel } from '#domain/concern/channel.ts'
import type { Concern } from '#domain/concern/concern.ts'
import type { Leaf } from '#domain/concern/leaf.ts'
import type { ConcernRoute } from '#domain/concern/routing.ts'
import { AppError } from '#errors.ts'
import type { ReporterKey, Sent, Services } from '#ports.ts'
import type { Reader } from './choose-readers.ts'
import { keptOutTags } from './kept-out-tags.ts'

/** Six letters meet another case once in a while; five new tries make that a never. */
const TRIES = 5

interface ToFile {
  readonly id: CaseId
  readonly concern: Concern
  readonly leaf: Leaf
  readonly route: ConcernRoute
  readonly readers: readonly Reader[]
  readonly terms: Terms
  readonly receipt: NewReceipt
  readonly key: ReporterKey
  readonly letters: readonly SealedLetter[]
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly sent: Sent | null
}

/** Stores everything of one submission, exactly once. @returns `already` where its nonce was used: it happened */
export async function fileOnce(
  services: Pick<Services, 'chance' | 'gate' | 'exclusions' | 'intake' | 'policyHash'>,
  given: ToFile,
): Promise<'filed' | 'already'> {
  for (const letter of given.letters) await services.gate.check(letter)
  const { about, keptOut } = given.concern
  const officeKeptOut = about.length > 0
  const exclusions = await keptOutTags(services, given.id, { keptOut, officeKeptOut })
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const result = await services.intake.file({
      id: given.id,
      reference: newReference(services.chance),
      nonce: given.nonce,
      sent: given.sent,
      office: given.route.office,
      category: given.leaf.category,
      leaf: anonymous(given.concern.channel) ? null : given.leaf.id,
      channel: given.concern.channel,
      identity: given.concern.identity,
      passOn: given.concern.passOn,
      flags: given.route.flags,
      terms: given.terms,
      triageHours: given.leaf.triageHours,
      reporterCertificate: given.key.certificate,
      receipt: given.receipt,
      letters: given.letters,
      readers: given.readers.map((reader) => reader.id),
      exclusions,
      policy: services.policyHash,
    })
    if (result !== 'taken') return result
  }
  throw new AppError('RECEIPT_FULL')
}

function anonymous(channel: Channel): boolean {
  return (ANONYMOUS_CHANNELS as readonly Channel[]).includes(channel)
}
