import type { Envelope, KeyPacket, SealedLetter } from '#domain/case/envelope.ts'
import { base64url } from '#domain/case/ids.ts'

/** A letter that was sealed on her own device, as it travels: the page says nothing else of it. */
export function clientSealedMessage(letter: SealedLetter) {
  const { id, seq, kind, on, data, keys, attachments = [], uploads = [] } = letter
  return {
    id,
    seq,
    kind,
    on,
    data: base64url(data),
    keys: keysOf(keys),
    attachments: attachments.map((file, at) => ({ id: file, upload: uploads[at] ?? '' })),
  }
}

/** The same of a label. */
export function clientSealedLabel({ data, keys }: Envelope) {
  return {
    data: base64url(data),
    keys: keysOf(keys).map((key) => ({ ...key, role: 'officer' as const })),
  }
}

function keysOf(keys: readonly KeyPacket[]) {
  return keys.map(({ role, reader, bytes }) => ({ role, reader, bytes: base64url(bytes) }))
}
