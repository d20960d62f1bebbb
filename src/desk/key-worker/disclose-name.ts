import { parse } from '#crypto/certificate.ts'
import type { PrivateKeyHandle } from '#crypto/keys.ts'
import type { ProvenRoster } from '#crypto/roster.ts'
import { rewrap } from '#crypto/wrap.ts'
import type { Recipient } from '#domain/case/envelope.ts'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { DiscloseName, NameToDisclose } from '#wire/custodian.ts'
import { refuseOutsideItsDays, type Times } from './clock-check.ts'

/**
 * Re-encrypts a custodian's half of a name for each reader of the case. The server sends ids; certificates come from
 * the roster, and only from the office that asks. The name itself is not decrypted here.
 * @throws NO_READER; ENVELOPE_BROKEN when the half is not for this key
 */
export async function rewrapName(
  { office, half, readers }: Pick<NameToDisclose, 'office' | 'half' | 'readers'>,
  own: PrivateKeyHandle,
  { roster, certificates }: ProvenRoster,
  on: Times & { readonly at: Date },
): Promise<DiscloseName['keys']> {
  const to = readers.map(({ id }): Recipient => {
    const officer = roster.officers.find((each) => each.id === id && each.office === office)
    const certificate = officer && certificates.get(officer.fingerprint)
    if (certificate === undefined) throw new AppError('NO_READER', { reader: id })
    return { role: 'released', reader: id, certificate }
  })
  for (const { certificate } of to) await refuseOutsideItsDays(await parse(certificate), on)
  const keys = await rewrap(fromBase64url(half), own, to, on.at)
  return keys.map(({ reader, bytes }) => ({ role: 'released', reader, bytes: base64url(bytes) }))
}
