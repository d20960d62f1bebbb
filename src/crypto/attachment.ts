import type { Bytes } from '#bytes.ts'
import type { AttachmentLine } from '#domain/case/attachment.ts'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import { sha256 } from './hkdf.ts'
import { createMessage, decrypt, encrypt, readMessage } from './openpgp.ts'
import { onlyPacket } from './packet.ts'
import { fileLength } from './padding.ts'
import { asKey, freshKey } from './wrap.ts'

/** Length, hash and key of a sealed file; they are part of the sealed letter. */
export type SealedLine = Pick<AttachmentLine, 'bytes' | 'sha256' | 'key'>

/** Date of the literal packet; the true one would show the minute. */
const NO_DATE = new Date(0)

/**
 * Seals a file as one data packet under a key of its own, so that passing the case on does not change it. Zeros behind
 * the file pad its length; `gpg --override-session-key` opens the packet as it is.
 */
export async function sealAttachment(
  bytes: Bytes,
): Promise<{ readonly data: Bytes; readonly line: SealedLine }> {
  const sessionKey = freshKey()
  const line = {
    bytes: bytes.length,
    sha256: base64url(await sha256(bytes)),
    key: base64url(sessionKey.data),
  }
  const whole = new Uint8Array(fileLength(bytes.length))
  whole.set(bytes)
  const data = await encrypt({
    message: await createMessage({ binary: whole, date: NO_DATE }),
    sessionKey,
    format: 'binary',
  })
  return { data: new Uint8Array(data), line }
}

/** Opens a sealed file. @throws ENVELOPE_BROKEN unless it decrypts to exactly the file that the letter describes */
export async function openAttachment(data: Bytes, line: SealedLine): Promise<Bytes> {
  try {
    onlyPacket(data)
    const opened = await decrypt({
      message: await readMessage({ binaryMessage: data }),
      sessionKeys: [asKey(fromBase64url(line.key))],
      format: 'binary',
    })
    const whole = new Uint8Array(opened.data)
    const bytes = whole.slice(0, line.bytes)
    const asSent =
      whole.length === fileLength(line.bytes) &&
      whole.subarray(line.bytes).every((byte) => byte === 0) &&
      base64url(await sha256(bytes)) === line.sha256
    if (!asSent) throw new AppError('ENVELOPE_BROKEN')
    return bytes
  } catch {
    throw new AppError('ENVELOPE_BROKEN')
  }
}
