import { fingerprintOf, parse } from '#crypto/certificate.ts'
import { keyFingerprintsOf } from '#crypto/certificate-parts.ts'
import { isSealedHalf } from '#crypto/envelope-gate.ts'
import type { PrivateKeyHandle } from '#crypto/keys.ts'
import {
  disclosedContent,
  lettersContent,
  openHalf,
  opensAlone,
  requestContent,
  sealHalf,
} from '#crypto/name-half.ts'
import type { ProvenRoster } from '#crypto/roster.ts'
import type { RosterHistory } from '#crypto/roster-history.ts'
import { sealer } from '#crypto/seal.ts'
import { actHash, actSigner, signAct } from '#crypto/sign-act.ts'
import { unwrap } from '#crypto/wrap.ts'
import type { SignedAct } from '#domain/case/act.ts'
import type { Recipient } from '#domain/case/envelope.ts'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import { DisclosedHalf, type KeptHalf } from '#domain/case/name-half.ts'
import { type DisclosureFault, disclosureFault, nameDisclosure } from '#domain/case/name-request.ts'
import { AppError, type Code } from '#errors.ts'
import type { DiscloseName, NameToDisclose } from '#wire/custodian.ts'
import { refuseOutsideItsDays } from './clock-check.ts'
import type { SealingDay } from './seal-draft.ts'

type Rosters = ProvenRoster & { readonly history: RosterHistory }

const REFUSALS: Readonly<Record<DisclosureFault, Code>> = {
  request_unsigned: 'SIGNATURE_REFUSED',
  request_unproven: 'SIGNATURE_REFUSED',
  half_foreign: 'ENVELOPE_FOREIGN',
  reader_unknown: 'READER_UNKNOWN',
}

/**
 * Seals a custodian's half of a name for each reader of the case, and signs that. Only what the rules of
 * `name-request.ts` find nothing against is released: the server's word is not enough. The name itself is not decrypted
 * here.
 * @throws SIGNATURE_REFUSED, ENVELOPE_FOREIGN, READER_UNKNOWN by these rules; NO_READER; ENVELOPE_BROKEN when the half is
 * not for this key
 */
export async function discloseHalf(
  name: NameToDisclose,
  own: PrivateKeyHandle,
  rosters: Rosters,
  on: SealingDay,
): Promise<DiscloseName> {
  const { history } = rosters
  const packet = await keptHalf(name, own)
  const { asked, message, office, askedOn, askedBy } = name
  const fault = disclosureFault(
    {
      ...{ case: name.case, message, office, askedOn, askedBy, asked },
      readers: name.readers.map(({ id }) => id),
      signedBy: asked && (await actSigner(asked, [...history.certificates.values()])),
      content: await requestContent(name.reason, packet.sealed),
      ...{ half: packet.typed, isWholeKey: packet.isWholeKey },
      wasOfficers: await wasOfficers(own, history),
    },
    history,
  )
  if (fault !== null) throw new AppError(REFUSALS[fault], { why: fault })
  const to = readersOf(name, rosters)
  for (const { certificate } of to) await refuseOutsideItsDays(await parse(certificate), on)
  return disclosed(asked as SignedAct, packet.half, to, own, history, on)
}

interface OpenedPacket {
  readonly typed: KeptHalf | 'untyped'
  readonly half: string
  readonly isWholeKey: boolean
  /** Hash of the letters that the request names: computed here where they are needed. */
  readonly sealed: string
}

async function keptHalf(
  { half, sealed, letters }: NameToDisclose,
  own: PrivateKeyHandle,
): Promise<OpenedPacket> {
  const packet = fromBase64url(half)
  if (isSealedHalf(packet)) {
    const typed = await openHalf(packet, own)
    if (typed.typ !== 'half') throw new AppError('ENVELOPE_FOREIGN')
    return { typed, half: typed.half, isWholeKey: false, sealed }
  }
  const key = await unwrap(packet, own)
  const data = letters.map(fromBase64url)
  const opening = await Promise.all(data.map((letter) => opensAlone(letter, key)))
  const hashes = await Promise.all(data.map((letter) => sealer.hash(letter)))
  return {
    ...{ typed: 'untyped', half: base64url(key), isWholeKey: opening.includes(true) },
    sealed: await lettersContent(hashes),
  }
}

/** Whether a key of his was ever an officer's: then whole keys of messages are sealed to it. */
async function wasOfficers(
  { fingerprint, certificate }: PrivateKeyHandle,
  { rosters, certificates }: RosterHistory,
): Promise<boolean> {
  const officers = rosters.flatMap((one) => one.officers)
  const theirs = new Set(await keyFingerprintsOf(officers, certificates))
  const own = await keyFingerprintsOf([{ fingerprint }], new Map([[fingerprint, certificate]]))
  return own.some((key) => theirs.has(key))
}

function readersOf(
  { office, readers }: NameToDisclose,
  { roster, certificates }: ProvenRoster,
): readonly Recipient[] {
  return readers.map(({ id }): Recipient => {
    const officer = roster.officers.find((each) => each.id === id && each.office === office)
    const certificate = officer && certificates.get(officer.fingerprint)
    if (certificate === undefined) throw new AppError('NO_READER', { reader: id })
    return { role: 'released', reader: id, certificate }
  })
}

/** What is released says of what, for which request and for whom; the signature is over all of it. */
async function disclosed(
  asked: SignedAct,
  half: string,
  to: readonly Recipient[],
  own: PrivateKeyHandle,
  { heads }: RosterHistory,
  { at, day }: SealingDay,
): Promise<DiscloseName> {
  const keys = await Promise.all(to.map(({ certificate }) => parse(certificate)))
  const request = await actHash(asked)
  const text = DisclosedHalf.parse({
    ...{ typ: 'released', case: asked.case, msg: asked.answers, office: asked.office },
    ...{ half, readers: [...new Set(keys.map(fingerprintOf))].toSorted(), request },
  })
  const content = await disclosedContent(text)
  const signed = nameDisclosure(asked, {
    day,
    directory: heads.at(-1) ?? '',
    before: request,
    content,
  })
  const packets = await sealHalf(text, to, at)
  return {
    keys: packets.map(({ reader, bytes }) => ({
      ...{ role: 'released', reader, bytes: base64url(bytes) },
    })),
    act: await signAct(signed, own, at),
  }
}
