import type { Verb } from '#dialogs/dialog.ts'
import { refusalOnPage, SENDS } from '#dialogs/sentences.ts'
import type { Words } from '#dialogs/speak.ts'
import { base64url, systemChance } from '#domain/case/ids.ts'
import { AppError, codeOf } from '#errors.ts'
import type { SealedFiling } from '#reporter/seal-on-page.ts'
import type { ReporterApi } from '../http/reporter-api.ts'

/**
 * One concern on its way. What leads back is made before anything is sent, and every try of it is the same to the
 * server: what was sent twice is kept once, and the receipt fits whichever try arrived.
 */
export interface Attempt {
  readonly secret: Uint8Array<ArrayBuffer>
  /** With what finds the case, what its id follows from: the same for every try. */
  readonly salt: string
  /** Counts how often she went back to what she wrote. */
  revision: number
  /** What goes next; it goes again as it is until it is refused, or she changes it. */
  sealed: Try | null
  /** Everything that went. One of these is kept, or none; a slow line may bring each of them later. */
  went: readonly Try[]
  /** Of one of these nobody said whether it arrived. That does not change before one is known to be kept. */
  unheard: boolean
  running: Promise<DeliveryResult> | null
}

/** What was sealed once, and of which revision. */
interface Try {
  readonly telling: SealedFiling
  readonly revision: number
}

export type DeliveryResult =
  | { readonly is: 'kept'; readonly telling: SealedFiling }
  /** What had arrived before she changed it is what is kept. */
  | { readonly is: 'first_kept'; readonly telling: SealedFiling }

/** What leads back is made here, before there is anything to send. */
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

/** Brings what goes apart from the letter, however long a slow line takes; what it returns seals the letter itself. */
export type Seal = () => Promise<() => Promise<SealedFiling>>

/** Longer than the slowest phone takes. After this it is said, and nothing was sent. */
const SEALING_MS = 45_000

/**
 * Seals, and sends what is sealed. Pressed twice it is one.
 * @throws what sealing throws; DATABASE_AWAY when no answer came; TAKEN_BACK when what was kept is gone; whatever the
 * server refuses
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
      // It was on its way for longer than anybody waited for it.
      case 'SENT_BEFORE': {
        const delivery = await arrived(attempt, api)
        if (delivery === null) throw new AppError('TAKEN_BACK')
        return delivery
      }
      // Midnight where the office sits: sealed for the new day, and sent again by itself.
      case 'DAY_CHANGED':
        return next(attempt, api, seal)
      default:
        throw thrown
    }
  }
}

/** What is to be sealed anew is looked for first: an earlier try may be kept, and then nothing else is. */
async function next(
  attempt: Attempt,
  api: Pick<ReporterApi, 'file' | 'find'>,
  seal: Seal,
): Promise<DeliveryResult> {
  if (attempt.sealed?.revision !== attempt.revision) attempt.sealed = null
  const delivery = attempt.sealed === null && attempt.unheard ? await arrived(attempt, api) : null
  return delivery ?? sent(attempt, api, seal)
}

/** Which try is kept: her receipt finds the case, and the letter in it is of one of them. */
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
    attempt.unheard ||= code === 'DATABASE_AWAY'
    // Work that was not finished is no refusal of what was sealed.
    if (!attempt.unheard || (code !== 'DATABASE_AWAY' && code !== 'PROOF_NEEDED')) {
      attempt.sealed = null
    }
    throw thrown
  }
}

/** Whatever is not a refusal of ours, and whatever never ends, is the same to her: it could not be sealed. */
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

/** Refusals whose sentence is as true after something may have arrived. */
const STAY_TRUE: readonly string[] = [
  'ACCOUNT_EMPTY',
  'ACCOUNT_TOO_LONG',
  'ANSWERS_INVALID',
  'LINK_OVER',
  'TAKEN_BACK',
]

/** What she hears when a press failed. That nothing was sent is said only where nothing can have arrived. */
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
