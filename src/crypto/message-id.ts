import { framed } from '#bytes.ts'
import { base64url, type Fingerprint, type MessageId } from '#domain/case/ids.ts'
import type { Direction } from '#domain/case/message.ts'
import { MESSAGE_ID } from './constants.ts'
import { sha256 } from './hkdf.ts'

const ID_BYTES = 16

/**
 * Id of an officer's message: two officers who write at the same number, one of them offline, have two ids, and neither
 * can take the other's.
 */
export async function messageIdOf(position: {
  readonly case: string
  readonly dir: Direction
  readonly seq: number
  readonly prev: string | null
  readonly writer: Fingerprint
}): Promise<MessageId> {
  const { dir, seq, prev, writer } = position
  const bytes = framed(MESSAGE_ID, position.case, dir, String(seq), writer, prev ?? '')
  return base64url((await sha256(bytes)).slice(0, ID_BYTES)) as MessageId
}
