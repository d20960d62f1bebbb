import { CaseLabel } from '#domain/case/label.ts'
import { AppError } from '#errors.ts'
import { decryptedText } from './open.ts'
import type { PrivateKeyHandle } from './private-key-handle.ts'

/**
 * Opens the sealed label of a case. Nothing signs it: that it is the sender's is known once the first letter, which names
 * its hash, is opened. @throws ENVELOPE_BROKEN when it does not open with this key, or is no label
 */
export async function openLabel(sealed: {
  readonly data: Uint8Array
  readonly key: Uint8Array
  readonly privateKey: PrivateKeyHandle
}): Promise<CaseLabel> {
  try {
    return CaseLabel.parse(JSON.parse(new TextDecoder().decode(await decryptedText(sealed))))
  } catch {
    throw new AppError('ENVELOPE_BROKEN')
  }
}
