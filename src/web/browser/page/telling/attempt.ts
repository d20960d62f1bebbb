import type { Verb } from '../../../../../dialogs/dialog.ts'
import { refusalOnPage } from '../../../../../dialogs/sentences.ts'
import type { Words } from '../../../../../dialogs/speak.ts'
import { base64url, systemChance } from '../../../../case/ids.ts'
import { AsideError, codeOf } from '../../../../errors.ts'
import type { SealedTelling } from '../../../../intake/tell-on-page.ts'
import type { DoorApi } from '../reach/door-api.ts'

/**
 * One concern on its way. What leads back is made before anything is sent, and every try of it is the same to the
 * server: what was sent twice is kept once, and the receipt fits whichever of the two arrived.
 */
export interface Attempt {
  readonly secret: Uint8Array<ArrayBuffer>
  /** With what finds the case, what its id follows from: the same for every try. */
  readonly salt: string
  sealed: SealedTelling | null
  /** What went before she changed it, and was not there when it was looked for. */
  before: SealedTelling | null
  /** It went, and no answer came: it may have arrived. */
  unheard: boolean
  /** She went back to what she wrote since it was sealed. */
  changed: boolean
  /** She read once more who can open it, because the server said that it is another. */
  promisedAnew: boolean
  running: Promise<Delivered> | null
}

export type Delivered =
  | { readonly is: 'kept'; readonly telling: SealedTelling }
  /** What had arrived before she changed it is what is kept. */
  | { readonly is: 'first_kept'; readonly telling: SealedTelling }

/** What leads back is made here, before there is anything to send. */
export function newAttempt(): Attempt {
  return {
    secret: new Uint8Array(systemChance(16)),
    salt: base64url(systemChance(16)),
    sealed: null,
    before: null,
    unheard: false,
    changed: false,
    promisedAnew: false,
    running: null,
  }
}

/** Brings what goes apart from the letter, however long a slow line takes; what it returns seals the letter itself. */
export type Seal = () => Promise<() => Promise<SealedTelling>>

/** Longer than the slowest phone takes. After this it is said, and nothing was sent. */
const SEALING_MS = 45_000

/**
 * Seals, and sends what is sealed. Pressed twice it is one.
 * @throws what sealing throws; DATABASE_AWAY when no answer came; whatever the server refuses
 */
export function deliver(
  attempt: Attempt,
  door: Pick<DoorApi, 'file' | 'find'>,
  seal: Seal,
): Promise<Delivered> {
  attempt.running ??= once(attempt, door, seal).finally(() => {
    attempt.running = null
  })
  return attempt.running
}

async function once(
  attempt: Attempt,
  door: Pick<DoorApi, 'file' | 'find'>,
  seal: Seal,
): Promise<Delivered> {
  if (attempt.changed) {
    const before = attempt.unheard ? attempt.sealed : null
    if (before !== null && (await door.find(before.filing.shown)) !== null) {
      return { is: 'first_kept', telling: before }
    }
    attempt.before = before ?? attempt.before
    attempt.sealed = null
    attempt.unheard = false
    attempt.changed = false
  }
  try {
    return await sent(attempt, door, seal)
  } catch (thrown) {
    const code = codeOf(thrown)
    // It was on its way for longer than anybody waited for it.
    if (code === 'SENT_BEFORE' && attempt.before !== null) {
      return { is: 'first_kept', telling: attempt.before }
    }
    // Midnight where the office sits: sealed for the new day, and sent again by itself.
    if (code !== 'DAY_CHANGED') throw thrown
    return sent(attempt, door, seal)
  }
}

async function sent(attempt: Attempt, door: Pick<DoorApi, 'file'>, seal: Seal): Promise<Delivered> {
  attempt.sealed ??= await inTime(await seal().catch(failed))
  const telling = attempt.sealed
  try {
    await door.file(telling.filing)
    return { is: 'kept', telling }
  } catch (thrown) {
    attempt.unheard = codeOf(thrown) === 'DATABASE_AWAY'
    if (!attempt.unheard) attempt.sealed = null
    throw thrown
  }
}

/** Whatever is not a refusal of ours, and whatever never ends, is the same to her: it could not be sealed. */
async function inTime(seal: () => Promise<SealedTelling>): Promise<SealedTelling> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AsideError('SEALING_FAILED')), SEALING_MS)
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
  throw thrown instanceof AsideError ? thrown : new AsideError('SEALING_FAILED')
}

type Heard = Pick<Attempt, 'unheard' | 'before'>

/** Something went, and nobody said that it arrived. From then on nothing on this page says that nothing was sent. */
export function mayHaveArrived({ unheard, before }: Heard): boolean {
  return unheard || before !== null
}

/** Refusals whose sentence is as true after something may have arrived. */
const STAY_TRUE: readonly string[] = [
  'ACCOUNT_EMPTY',
  'ACCOUNT_TOO_LONG',
  'ANSWERS_INVALID',
  'LINK_SPENT',
  'SENT_BEFORE',
]

/** What she hears when a press failed. That nothing was sent is said only where nothing can have arrived. */
export function sentenceFor(heard: Heard, thrown: unknown, verb: Verb, words: Words): string {
  const code = codeOf(thrown)
  const sends = verb === 'send' || verb === 'send_without_link'
  if (sends && mayHaveArrived(heard) && !STAY_TRUE.includes(code)) {
    return refusalOnPage('DATABASE_AWAY', words, verb)
  }
  return sends && code === 'DATABASE_AWAY'
    ? words.say('refusal.not_sent_page')
    : refusalOnPage(code, words, verb)
}
