import { type Bytes, framed } from '#bytes.ts'
import type { Clock } from '#clock.ts'
import { ActStatement, type LastAct, type SignedAct } from '#domain/case/act.ts'
import { base64url, type Fingerprint, fromBase64url } from '#domain/case/ids.ts'
import type { ActSigning, ReporterKey } from '#ports.ts'
import { fingerprintOf, parse } from './certificate.ts'
import { ACT, ACT_OFFICERS } from './constants.ts'
import { sha256 } from './hkdf.ts'
import { lettersContent, requestContent } from './name-half.ts'
import { createMessage, enums, type Key, readSignature, sign, verify } from './openpgp.ts'
import { isPlainSignature } from './plain-signature.ts'
import { REPORTER_KEY_CREATED } from './reporter-key.ts'
import { signing } from './signing.ts'

/** The bytes that are signed: each field behind its length, in this order; what is absent is empty. */
export function actBytes(statement: ActStatement): Bytes {
  const { root, act, number, before, answers, office, content, day, by, heads, directory } =
    ActStatement.parse(statement)
  const head = (seen: ActStatement['heads']['r>o']) => (seen ? `${seen.seq}:${seen.hash}` : '')
  return framed(
    ...[ACT, root, statement.case, act, String(number), before ?? '', answers ?? '', office],
    ...[content ?? '', day, by, head(heads['r>o']), head(heads['o>r']), directory],
  )
}

/** Hash of an act, which the next one of its side names. */
export async function actHash(signedAct: SignedAct): Promise<string> {
  return base64url(await sha256(actBytes(statementOf(signedAct))))
}

/** Number and hash of an act. */
export async function lastAct(act: SignedAct | null): Promise<LastAct | null> {
  return act && { number: act.number, hash: await actHash(act) }
}

/** `content` of an act of membership: SHA-256 of the officers' ids, each once, in their order. */
export async function actContent(officers: readonly string[]): Promise<string> {
  return base64url(await sha256(framed(ACT_OFFICERS, ...[...new Set(officers)].toSorted())))
}

/** Signs an act with the key of a case, or of an officer or custodian. */
export async function signAct(
  statement: ActStatement,
  key: ReporterKey,
  now: Date,
): Promise<SignedAct> {
  const signature = await sign({
    message: await createMessage({ binary: actBytes(statement) }),
    detached: true,
    format: 'binary',
    ...signing(key, now),
  })
  return { ...statement, signature: base64url(new Uint8Array(signature as Uint8Array)) }
}

/** The hashes by which a signature of an act counts. */
const STRONG = new Set([enums.hash.sha256, enums.hash.sha384, enums.hash.sha512])

/**
 * Whose signature an act bears: exactly one, that carries no text, by one of these certificates; else `null`.
 * @param certificates armored
 */
export async function actSigner(
  signedAct: SignedAct,
  certificates: readonly string[],
): Promise<Fingerprint | null> {
  const read = await Promise.all(certificates.map((each) => parse(each).catch(() => null)))
  const keys = read.filter((key) => key !== null)
  try {
    const binarySignature = fromBase64url(signedAct.signature)
    const signature = await readSignature({ binarySignature })
    const [only, ...others] = signature.packets
    const owners = keys.filter((key) => only !== undefined && isOf(key, only.issuerKeyID))
    const [owner] = owners
    if (only === undefined || owner === undefined || others.length + owners.length !== 1)
      return null
    const isPlain =
      isPlainSignature(only) && only.hashAlgorithm !== null && STRONG.has(only.hashAlgorithm)
    if (
      !isPlain ||
      !isDatedAs(owner, only.created) ||
      only.signatureType !== enums.signature.binary
    )
      return null
    // What the parser drops would be stored all the same.
    if (base64url(new Uint8Array(signature.write())) !== signedAct.signature) return null
    const { signatures } = await verify({
      message: await createMessage({ binary: actBytes(statementOf(signedAct)) }),
      signature,
      verificationKeys: owner,
      expectSigned: true,
      format: 'binary',
      // At its own date: a reporter's is that of the key, and an officer's key may have expired since.
      date: null,
    })
    return signatures.length === 1 ? fingerprintOf(owner) : null
  } catch {
    return null
  }
}

function statementOf({ signature, ...statement }: SignedAct): ActStatement {
  return statement
}

/** A signature by a case's key has the date of every such key: its own would show the minute. */
function isDatedAs(owner: Key, created: Date | null): boolean {
  const constant = REPORTER_KEY_CREATED.getTime()
  return owner.getCreationTime().getTime() !== constant || created?.getTime() === constant
}

function isOf(key: Key, id: Parameters<Key['getKeys']>[0]): boolean {
  return key.getKeys(id).length > 0
}

export function actSigning(clock: Clock): ActSigning {
  return {
    sign: (statement, key) => signAct(statement, key, clock.now()),
    signer: actSigner,
    last: lastAct,
    content: actContent,
    requestContent,
    lettersContent,
  }
}
