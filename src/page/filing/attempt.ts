import type { Verb } from '#dialogs/dialog.ts'
import { refusalOnPage, SENDS } from '#dialogs/sentences.ts'
import type { Words } from '#dialogs/speak.ts'
import { base64url, systemChance } from '#domain/case/ids.ts'
import { AppError, codeOf } from '#errors.ts'
import type { SealedFiling } from '#reporter/seal-on-page.ts'
import type { ReporterApi } from '../http/reporter-api.ts'
import { isUnsent } from '../http/unsent.ts'

/**
 * Sending of one concern with retries. The receipt is created first and shared by all tries: the server stores one of
 * them, and the receipt fits whichever arrived.
 */
export interface Attempt {
  readonly secret: Uint8Array<ArrayBuffer>
  /** Salt of the case id; the same for every try. */
  readonly salt: string
  /** Counts edits after a try. */
  revision: number
  /** Sealed filing of the current revision; sent again unchanged until it is refused or edited. */
  sealed: Try | null
  /** All filings that were sent. At most one of them is stored, perhaps later. */
  went: readonly Try[]
  /** Whether one got no response; stays true until one is known to be stored. */
  unheard: boolean
  running: Promise<DeliveryResult> | null
}

/** A sealed filing and its revision. */
interface Try {
  readonly telling: SealedFiling
  readonly revision: number
}

export type DeliveryResult =
  | { readonly is: 'kept'; readonly telling: SealedFiling }
  /** Whether an earlier revision is the stored one. */
  | { readonly is: 'first_kept'; readonly telling: SealedFiling }

/** Creates an attempt with its receipt secret. */
export function newAttempt(): Attempt {
  return {
    secret: new Uint8Array(systemChance(16)),
    salt: base64url(systemChance(16)),
    revision: 0,
    sealed: null,
    went: [],
    unheard: false,
    running: null,
  }
}

/** Uploads files, without a time limit; returns the function that seals the letter. */
export type Seal = () => Promise<() => Promise<SealedFiling>>

/** Timeout of sealing, in ms. Nothing was sent then. */
const SEALING_MS = 45_000

/**
 * Seals and sends. A double press is one run.
 * @throws what sealing throws; DATABASE_AWAY without a response; TAKEN_BACK when the stored case is gone; refusals of
 * the server
 */
export function deliver(
  attempt: Attempt,
  api: Pick<ReporterApi, 'file' | 'find'>,
  seal: Seal,
): Promise<DeliveryResult> {
  attempt.running ??= once(attempt, api, seal).finally(() => {
    attempt.running = null
  })
  return attempt.running
}

async function once(
  attempt: Attempt,
  api: Pick<ReporterApi, 'file' | 'find'>,
  seal: Seal,
): Promise<DeliveryResult> {
  try {
    return await next(attempt, api, seal)
  } catch (thrown) {
    switch (codeOf(thrown)) {
      // It arrived after the timeout of an earlier request.
      case 'SENT_BEFORE': {
        const delivery = await arrived(attempt, api)
        if (delivery === null) throw new AppError('TAKEN_BACK')
        return delivery
      }
      // Midnight in the office's zone: sealed for the new day and sent again.
      case 'DAY_CHANGED':
        return next(attempt, api, seal)
      default:
        throw thrown
    }
  }
}

/** Before sealing again, looks whether an earlier try is stored. */
async function next(
  attempt: Attempt,
  api: Pick<ReporterApi, 'file' | 'find'>,
  seal: Seal,
): Promise<DeliveryResult> {
  if (attempt.sealed?.revision !== attempt.revision) attempt.sealed = null
  const delivery = attempt.sealed === null && attempt.unheard ? await arrived(attempt, api) : null
  return delivery ?? sent(attempt, api, seal)
}

/** Finds the stored try: by the receipt, and the id of the first letter. */
async function arrived(
  { went, revision }: Attempt,
  api: Pick<ReporterApi, 'find'>,
): Promise<DeliveryResult | null> {
  const last = went.at(-1)
  const pageCase = last === undefined ? null : await api.find(last.telling.filing.shown)
  if (last === undefined || pageCase === null) return null
  const ids = pageCase.letters.map(({ id }) => id)
  const attempt = went.find(({ telling }) => ids.includes(telling.filing.letters[0].id)) ?? last
  return { is: attempt.revision === revision ? 'kept' : 'first_kept', telling: attempt.telling }
}

async function sent(
  attempt: Attempt,
  api: Pick<ReporterApi, 'file'>,
  seal: Seal,
): Promise<DeliveryResult> {
  const { revision } = attempt
  attempt.sealed ??= { telling: await inTime(await seal().catch(failed)), revision }
  const going = attempt.sealed
  if (!attempt.went.includes(going)) attempt.went = [...attempt.went, going]
  try {
    await api.file(going.telling.filing)
    return { is: 'kept', telling: going.telling }
  } catch (thrown) {
    const code = codeOf(thrown)
    attempt.unheard ||= code === 'DATABASE_AWAY' && !isUnsent(thrown)
    // An unsolved proof of work does not refuse the sealed filing.
    if (!attempt.unheard || (code !== 'DATABASE_AWAY' && code !== 'PROOF_NEEDED')) {
      attempt.sealed = null
    }
    throw thrown
  }
}

/** Seals within the timeout. @throws SEALING_FAILED after it and for unknown errors; refusals */
async function inTime(seal: () => Promise<SealedFiling>): Promise<SealedFiling> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('SEALING_FAILED')), SEALING_MS)
  })
  try {
    return await Promise.race([seal(), late])
  } catch (thrown) {
    return failed(thrown)
  } finally {
    clearTimeout(timer)
  }
}

function failed(thrown: unknown): never {
  throw thrown instanceof AppError ? thrown : new AppError('SEALING_FAILED')
}

/** Codes whose sentence stays true after something may have arrived. */
const STAY_TRUE: readonly string[] = [
  'ACCOUNT_EMPTY',
  'ACCOUNT_TOO_LONG',
  'ANSWERS_INVALID',
  'LINK_OVER',
  'TAKEN_BACK',
]

/** Code shown after a failed press. "Nothing was sent" only where nothing can have arrived. */
export function sentenceFor(
  { unheard }: Pick<Attempt, 'unheard'>,
  thrown: unknown,
  verb: Verb,
  words: Words,
): string {
  const code = codeOf(thrown)
  const sends = SENDS.includes(verb)
  if (sends && unheard && !STAY_TRUE.includes(code)) {
    return refusalOnPage('DATABASE_AWAY', words, verb)
  }
  return sends && code === 'DATABASE_AWAY'
    ? words.say('refusal.not_sent_page')
    : refusalOnPage(code, words, verb)
}
