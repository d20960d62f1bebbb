import { fingerprintOf, parse } from '#crypto/certificate.ts'
import type { PrivateKeyHandle } from '#crypto/keys.ts'
import { leftOutBy } from '#crypto/left-out.ts'
import type { RosterHistory } from '#crypto/roster-history.ts'
import { actHash, actSigner } from '#crypto/sign-act.ts'
import type { CaseAct } from '#domain/case/history-acts.ts'
import type { WireCase, WireLabel } from '#wire/desk.ts'
import { lettersOfCase, nameHashOf } from './admission.ts'
import { judgeCase } from './judge-case.ts'
import { dataHashes, previousHashes } from './letter-order.ts'
import { labelHash } from './open-labels.ts'
import type { ReadCase } from './protocol.ts'
import { readLetter } from './read-letter.ts'

/**
 * Decrypts a case and reports dropped, repeated, moved and foreign letters (T-25, T-26), readers whom nobody let in
 * (T-139), and letters that no officer of the office signed (T-142).
 */
export async function openCase(
  wireCase: WireCase,
  privateKey: PrivateKeyHandle,
  history: RosterHistory,
  now?: Date,
  label?: WireLabel,
): Promise<ReadCase> {
  const signers = [...history.certificates.values()]
  const hashes = await dataHashes(wireCase.letters)
  const before = previousHashes(wireCase.letters, hashes)
  const opened = await Promise.all(
    wireCase.letters.map((wireLetter, at) =>
      readLetter({ wireCase, wireLetter, prev: before[at] ?? null }, privateKey, signers, now),
    ),
  )
  const nameHashes = await Promise.all(opened.map(nameHashOf))
  const caseKey = await fingerprintIn(wireCase.reporterCertificate)
  const acts = await Promise.all(wireCase.events.map((event) => actProof(event, wireCase, signers)))
  const leftOut = await leftOutBy(lettersOfCase(opened, hashes, nameHashes), history)
  const of = {
    hashes,
    nameHashes,
    caseKey,
    acts,
    leftOut,
    label: label && (await labelHash(label)),
  }
  return judgeCase(wireCase, opened, of, history)
}

/** An event with what its signature proves: of the person's acts by the key of the case, of others by the rosters. */
async function actProof(
  { act, by, on, signedAct }: WireCase['events'][number],
  { reporterCertificate }: WireCase,
  signers: readonly string[],
): Promise<CaseAct> {
  const event = { act, by, on }
  if (signedAct === undefined) return { ...event, signedAct: null, signedBy: null, hash: null }
  const signedBy = await actSigner(signedAct, by === 'reporter' ? [reporterCertificate] : signers)
  return { ...event, signedAct, signedBy, hash: await actHash(signedAct) }
}

/** Fingerprint of a certificate; `null` for what is none. */
async function fingerprintIn(certificate: string): Promise<string | null> {
  return parse(certificate).then(fingerprintOf, () => null)
}
