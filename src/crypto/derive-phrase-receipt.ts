import { type Bytes, concat, utf8 } from '#bytes.ts'
import type { CaseId } from '#domain/case/ids.ts'
import type { NewReceipt } from '#domain/case/receipt.ts'
import { AppError } from '#errors.ts'
import type { ReceiptPress, RecoveryPhrase, ReporterKey } from '#ports.ts'
import { RECOVERY_PHRASE } from './constants.ts'
import { hkdf, sha256 } from './hkdf.ts'
import { type Lists, phraseCodeOf, phraseWordsOf, SECRET_BYTES } from './phrase-encoding.ts'
import type { PrivateKeyHandle } from './private-key-handle.ts'
import { readWritten, unknownWords } from './read-phrase.ts'
import { lockReporterKey, makeReporterKey, unlockReporterKey } from './reporter-key.ts'

/**
 * Derives two keys of one secret, by labels: the key that finds the case does not unlock it. The server stores the
 * hash of the first and the reporter key locked under the second, never the secret.
 */
export function recoveryPhraseWith(lists: Lists): RecoveryPhrase {
  return {
    write: (secret, lang) => ({
      words: phraseWordsOf(sound(secret), lang, lists),
      code: phraseCodeOf(sound(secret)),
    }),
    read: (written) => readWritten(written, lists),
    unknown: (written) => unknownWords(written, lists),
    lookup,

    press: phraseReceipt,

    async open(secret, reportersCase) {
      if (reportersCase.serverShare !== null || reportersCase.bind !== null) return null
      try {
        return await unlockReporterKey(await unlockSecret(secret), reportersCase)
      } catch (error) {
        if (error instanceof AppError && error.code === 'ENVELOPE_BROKEN') return null
        throw error
      }
    },
  }
}

/** Makes the reporter key of a new case on the reporter's device, locked under the secret. */
export function wordsPress(secret: Uint8Array): ReceiptPress {
  return {
    async press(id) {
      const { key } = await makeReporterKey()
      return { receipt: await phraseReceipt(secret, key, id), key }
    },
  }
}

/** Receipt of a recovery phrase: the key of the case, locked under it. */
async function phraseReceipt(
  secret: Uint8Array,
  key: ReporterKey,
  id: CaseId,
): Promise<NewReceipt> {
  return {
    kind: 'words',
    lookups: [await lookup(secret)],
    lockedKey: await lockReporterKey(key as PrivateKeyHandle, await unlockSecret(secret), id),
    serverShare: null,
    bind: null,
    secretEpoch: null,
  }
}

/** Token sent to find the case: the server stores only its hash, so its rows find nothing. */
export function lookupToken(secret: Uint8Array): Promise<Bytes> {
  return hkdf(labelled(secret), 'lookup')
}

async function lookup(secret: Uint8Array): Promise<Bytes> {
  return sha256(await lookupToken(secret))
}

function unlockSecret(secret: Uint8Array): Promise<Bytes> {
  return hkdf(labelled(secret), 'unlock')
}

/**
 * Input of the derivations. The label separates a recovery phrase from every other secret, of the same length or not.
 */
function labelled(secret: Uint8Array): Bytes {
  return concat(utf8(RECOVERY_PHRASE), sound(secret))
}

function sound(secret: Uint8Array): Uint8Array {
  if (secret.length !== SECRET_BYTES) throw new TypeError('web words are 16 bytes')
  return secret
}
