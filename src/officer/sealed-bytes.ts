import type { Envelope } from '#domain/case/envelope.ts'
import { fromBase64url } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { EnvelopeGate } from '#ports.ts'
import type { UploadedLetter } from '#wire/desk.ts'

/**
 * Decodes a letter that an officer's browser sealed, and checks that it is nothing but sealed packets.
 * @throws ENVELOPE_REFUSED
 */
export async function sealedBytes(gate: EnvelopeGate, letter: UploadedLetter): Promise<Envelope> {
  const envelope = {
    data: wireBytes(letter.data),
    keys: letter.keys.map(({ role, reader, bytes: packet }) => ({
      role,
      reader,
      bytes: wireBytes(packet),
    })),
  }
  await gate.check(envelope)
  return envelope
}

/** Decodes base64url. @throws ENVELOPE_REFUSED when it is none */
export function wireBytes(text: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64url(text)
  } catch {
    throw new AppError('ENVELOPE_REFUSED')
  }
}
