import { fingerprintOf, parse } from '#crypto/certificate.ts'
import type { PrivateKeyHandle } from '#crypto/keys.ts'
import { messageIdOf } from '#crypto/message-id.ts'
import type { ProvenRoster } from '#crypto/roster.ts'
import type { RosterHistory } from '#crypto/roster-history.ts'
import { sealerAt } from '#crypto/seal.ts'
import type { Recipient } from '#domain/case/envelope.ts'
import { base64url, type Fingerprint } from '#domain/case/ids.ts'
import type { Direction } from '#domain/case/message.ts'
import { CONTEXT_V2, seenIn } from '#domain/case/message-v2.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { AppError } from '#errors.ts'
import type { UploadedLetter, WireCase } from '#wire/desk.ts'
import { refuseOutsideItsDays, type Times } from './clock-check.ts'
import { consentForm } from './consent-form.ts'
import { endOfWriting, refusalFor } from './ends-writing.ts'
import { dataHashes } from './letter-order.ts'
import type { DraftToSeal } from './protocol.ts'
import { openCase } from './read-case.ts'

/** Time of seal and signature, and the day inside the seal. */
export interface SealingDay extends Times {
  readonly at: Date
  readonly day: string
}

/**
 * Seals an officer's letter to the reporter and all current readers, signed by the officer; a note to the readers
 * only. The server lists readers, and admits nobody; certificates come from the roster.
 * @throws NO_READER when a reader is not in the roster: a letter is sealed to all or not at all; READER_UNKNOWN when
 * somebody is listed whom nobody let in, or the person's key is not the one in the first letter; FIRST_UNPROVEN when
 * nothing proves the first letter; what `consentForm` throws
 */
export async function sealDraft(
  wireCase: WireCase,
  draft: DraftToSeal,
  on: SealingDay,
  own: PrivateKeyHandle,
  roster: ProvenRoster & { readonly history: RosterHistory },
): Promise<UploadedLetter> {
  await refuseGhosts(wireCase, draft, on, own, roster)
  const dir: Direction = draft.kind === 'note' ? 'o>o' : 'o>r'
  const hashes = await dataHashes(wireCase.letters)
  const seen = seenIn(
    wireCase.letters.map((letter, at) => ({ ...letter, hash: hashes[at] ?? '' })),
    dir,
  )
  const { seq: last = 0, hash: prev = null } = seen[dir] ?? {}
  const seq = last + 1
  const writer = own.fingerprint
  const id = await messageIdOf({ case: wireCase.id, dir, seq, prev, writer })
  const to = recipients(wireCase, draft, roster)
  for (const { role, certificate } of [...to, { role: 'officer', certificate: own.certificate }]) {
    if (role === 'officer') await refuseOutsideItsDays(await parse(certificate), on)
  }
  const sealed = await sealerAt({ now: () => on.at }).seal(
    {
      v: 2,
      ctx: CONTEXT_V2,
      root: roster.history.root,
      typ: draft.kind,
      case: wireCase.id,
      msg: id,
      seq,
      prev,
      dir,
      office: wireCase.office,
      channel: wireCase.door,
      day: on.day,
      lang: draft.lang,
      readers: await fingerprintsOf(to),
      seen,
      directory: roster.history.heads.at(-1) ?? '',
      text: new Confidential(draft.words),
      form: draft.asking === undefined ? {} : await consentForm(wireCase, draft.asking, own),
    },
    to,
    own,
  )
  const keys = sealed.keys.map((key) => ({ ...key, bytes: base64url(key.bytes) }))
  return { id, seq, data: fromBytes(sealed.data), keys }
}

/** @throws FIRST_UNPROVEN, ROSTER_REFUSED, READER_UNKNOWN unless it is proven that each reader was let in, and whose key it answers to */
export async function refuseGhosts(
  wireCase: WireCase,
  { kind }: Pick<DraftToSeal, 'kind'>,
  { latest }: SealingDay,
  own: PrivateKeyHandle,
  { history }: { readonly history: RosterHistory },
): Promise<void> {
  const { troubles } = await openCase(wireCase, own, history, latest)
  const end = endOfWriting(troubles, kind)
  if (end !== null) throw new AppError(refusalFor(end), { case: wireCase.id })
}

function recipients(wireCase: WireCase, draft: DraftToSeal, roster: ProvenRoster): Recipient[] {
  const readers = wireCase.readers.map(({ id }) => officerOf(id, wireCase.office, roster))
  if (draft.kind === 'note') return readers
  return [
    ...readers,
    { role: 'reporter', reader: 'reporter', certificate: wireCase.reporterCertificate },
  ]
}

function officerOf(id: string, office: string, { roster, certificates }: ProvenRoster): Recipient {
  const officer = roster.officers.find((each) => each.id === id && each.office === office)
  const certificate = officer && certificates.get(officer.fingerprint as Fingerprint)
  if (certificate === undefined) throw new AppError('NO_READER', { reader: id })
  return { role: 'officer', reader: id, certificate }
}

/** Primary keys of the officers, sorted, each once. */
async function fingerprintsOf(to: readonly Recipient[]): Promise<string[]> {
  const officers = to.filter(({ role }) => role === 'officer')
  const keys = await Promise.all(officers.map(({ certificate }) => parse(certificate)))
  return [...new Set(keys.map(fingerprintOf))].toSorted()
}

/** Base64 in slices, because of the limit on function arguments. */
function fromBytes(bytes: Uint8Array): string {
  const SLICE = 3 * 4096
  const slices: string[] = []
  for (let at = 0; at < bytes.length; at += SLICE) {
    slices.push(base64url(bytes.subarray(at, at + SLICE)))
  }
  return slices.join('')
}
