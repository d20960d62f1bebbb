import { systemClock } from '#clock.ts'
import { signRequest } from '#crypto/sign-name-request.ts'
import type { SignedAct } from '#domain/case/act.ts'
import { dayIn } from '#domain/case/day.ts'
import type { IdentityReason } from '#domain/case/event.ts'
import { base64url, type CaseId, newMessageId } from '#domain/case/ids.ts'
import type { LetterText } from '#domain/case/letter-text.ts'
import type { Officer } from '#domain/case/officer.ts'
import { sharedName } from '#domain/case/sealed-name.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { Services } from '#ports.ts'
import { recipient } from '#reporter/seal-concern.ts'
import type { UploadedLetter } from '#wire/desk.ts'
import type { DemoKeys } from './keys.ts'

/** The first letter of an officer to a person, sealed and signed as the desk does it. */
export async function sealedBy(
  services: Services,
  keys: DemoKeys,
  by: Officer,
  id: CaseId,
  words: Pick<LetterText, 'typ' | 'lang' | 'form'> & { readonly text: string },
): Promise<UploadedLetter> {
  const caseRecord = await services.desk.open(by.id, id)
  if (caseRecord === null) throw new Error('A demo case cannot be opened by its officer.')
  const readers = (await services.readership.usable(caseRecord.office)).filter((one) =>
    caseRecord.readers.includes(one.id),
  )
  const to = [
    ...readers.map(recipient),
    { role: 'reporter', reader: 'reporter', certificate: caseRecord.reporterCertificate } as const,
  ]
  const msg = newMessageId(services.chance)
  const envelope = await services.sealer.seal(
    {
      ...words,
      v: 1,
      case: id,
      msg,
      seq: 1,
      prev: null,
      dir: 'o>r',
      office: caseRecord.office,
      day: dayIn(caseRecord.terms.zone, services.clock.now()),
      text: new Confidential(words.text),
    },
    to,
    await keys.open(by.id),
  )
  const packets = envelope.keys.map((key) => ({ ...key, bytes: base64url(key.bytes) }))
  return { id: msg, seq: 1, data: base64url(envelope.data), keys: packets }
}

/** The request of an officer for a name, signed as the desk does it. */
export async function requestedBy(
  services: Services,
  keys: DemoKeys,
  by: Officer,
  id: CaseId,
  reason: IdentityReason,
): Promise<SignedAct> {
  const caseRecord = await services.desk.open(by.id, id)
  const name = sharedName(caseRecord?.letters ?? [])
  if (caseRecord === null || name === undefined) throw new Error('A demo case has no locked name.')
  const { root, hash: directory } = await services.readership.snapshot(null)
  const hashes = await Promise.all(caseRecord.letters.map(({ data }) => services.sealer.hash(data)))
  const letters = caseRecord.letters.map((letter, at) => ({ ...letter, hash: hashes[at] ?? '' }))
  const day = dayIn(caseRecord.terms.zone, services.clock.now())
  const position = { root, directory, case: id, office: caseRecord.office, message: name.id, day }
  // By the true clock: a demo's keys are younger than what it says was done days ago.
  const at = systemClock.now()
  return signRequest(position, reason, letters, caseRecord.events, await keys.open(by.id), at)
}
