import { type Day, plusDays } from '#domain/case/day.ts'
import type { Recipient, SealedLetter } from '#domain/case/envelope.ts'
import { base64url, type CaseId } from '#domain/case/ids.ts'
import type { FirstCommitments } from '#domain/case/message-v2.ts'
import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { Concern } from '#domain/concern/concern.ts'
import type { ConcernRoute } from '#domain/concern/routing.ts'
import { AppError } from '#errors.ts'
import type { ReporterKey, Services } from '#ports.ts'
import type { Reader } from './choose-readers.ts'
import { sealLetter } from './seal-letter.ts'

interface ToSeal {
  readonly id: CaseId
  readonly concern: Concern
  readonly route: ConcernRoute
  readonly readers: readonly Reader[]
  readonly key: ReporterKey
  readonly on: Day
  /** Days until the answer that was promised. */
  readonly replyDays: number
  /** Hash of the sealed label; `null` where there is none. */
  readonly label: string | null
}

/** A name alone could be guessed from its hash. */
const SALT_BYTES = 16

type SealingServices = Pick<Services, 'chance' | 'sealer' | 'policyHash' | 'readership'>

/**
 * Seals the first letters of a case: the account, and the name separately if given. Sealed in the browser, both are
 * signed with the reporter key and the account is sealed to it too; on the card channel neither, because the account
 * is not shown back. A confidential name needs an officer and a custodian to decrypt.
 */
export async function sealConcern(
  services: SealingServices,
  given: ToSeal,
): Promise<SealedLetter[]> {
  const { id, concern, route, key, on } = given
  const { channel } = concern
  const isOnDevice = isSealedOnDevice(concern)
  const position = {
    case: id,
    office: route.office,
    channel,
    answered: null,
    readers: given.readers.map(({ fingerprint }) => fingerprint),
    published: await services.readership.snapshot(isOnDevice ? on : null),
  }
  const shared = { on, language: concern.language }
  const signer = isOnDevice ? key : undefined
  const to = given.readers.map(recipient)
  const reporter: Recipient = { role: 'reporter', reader: 'reporter', certificate: key.certificate }
  const salt = base64url(services.chance(SALT_BYTES))
  const account = await sealLetter(
    services,
    { ...position, seq: 1, prev: null, first: await commitmentsOf(services, given, salt) },
    {
      ...shared,
      kind: 'concern',
      text: concern.account,
      form: await formOf(services, given),
      attachments: concern.attachments,
    },
    (letter) => services.sealer.seal(letter, isOnDevice ? [...to, reporter] : to, signer),
  )
  if (concern.name === null) return [account]
  const prev = await services.sealer.hash(account.data)
  const custodianIds = concern.identity === 'confidential' ? await usableCustodians(services) : null
  const name = await sealLetter(
    services,
    { ...position, seq: 2, prev },
    { ...shared, kind: 'identity', text: concern.name, form: { ...nameForm(concern), salt } },
    (letter) =>
      custodianIds === null
        ? services.sealer.seal(letter, to, signer)
        : services.sealer.sealShared(letter, [to, custodianIds], signer),
  )
  return [account, name]
}

/** What the first letter binds: a name, a promise or a day that was exchanged later differs from it. */
async function commitmentsOf(
  { sealer, policyHash }: SealingServices,
  { concern: { name, language }, on, replyDays, label }: ToSeal,
  salt: string,
): Promise<FirstCommitments> {
  return {
    name: name && (await sealer.commitments.name(salt, name)),
    label,
    promise: {
      received: on,
      due: plusDays(on, replyDays),
      policy: policyHash,
      words: await sealer.commitments.promise(language, policyHash),
    },
  }
}

/** Custodians for the other half of names. @throws NO_CUSTODIAN */
export async function usableCustodians(
  services: Pick<Services, 'readership'>,
): Promise<readonly Recipient[]> {
  const custodians = await services.readership.custodians()
  if (custodians.length === 0) throw new AppError('NO_CUSTODIAN')
  return custodians.map(({ id, certificate }) => ({ role: 'custodian', reader: id, certificate }))
}

export function recipient(officer: Reader): Recipient {
  return { role: 'officer', reader: officer.id, certificate: officer.certificate }
}

/**
 * Sealed form of a name. It contains the notification address, which stands in no row of the case (T-115), and marks
 * a name that was typed on a channel without sign-in as unverified.
 */
function nameForm(concern: Concern): Record<string, unknown> {
  return {
    ...(concern.notify !== undefined && { notify: concern.notify }),
    ...(isSealedOnDevice(concern) && { typed: true }),
  }
}

/** Choices and consents of the reporter: sealed with the account, because they name excluded people. */
async function formOf(services: SealingServices, { concern, route, key }: ToSeal) {
  return {
    leaf: concern.leaf,
    taps: concern.taps,
    about: concern.about,
    keptOut: concern.keptOut,
    flags: route.flags,
    identity: concern.identity,
    passOn: concern.passOn,
    when: concern.when,
    where: concern.where,
    reporter: key.fingerprint,
    rosterVersion: (await services.readership.roster()).version,
    policy: services.policyHash,
  }
}
