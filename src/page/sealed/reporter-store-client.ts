import type { SignedAct } from '#domain/case/act.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { base64url, type MessageId } from '#domain/case/ids.ts'
import { AppError, codeOf } from '#errors.ts'
import type { ReporterStore } from '#ports.ts'
import type { PageAddition } from '#wire/reporter.ts'
import { clientSealedMessage } from '#wire/sealed-message.ts'
import type { ReporterApi } from '../http/reporter-api.ts'
import { decodeCase } from './decode-case.ts'

/** Reporter store over HTTP, with the letters that the office cannot see yet. */
export interface ReporterStoreClient {
  readonly store: ReporterStore
  readonly waiting: (reportersCase: { readonly id: string }) => readonly MessageId[]
}

/** Finds a case by its lookup token, the only part of the receipt that is sent. */
export function reporterStoreClient(api: ReporterApi): ReporterStoreClient {
  const waiting = new Map<string, readonly MessageId[]>()
  const tried = new Map<string, { readonly lookup: Uint8Array; readonly letters: Set<string> }>()

  const store: ReporterStore = {
    // One request, whatever is needed of it: each takes work.
    heads: (lookups) => store.find(lookups),

    async find(lookups) {
      const all = await Promise.all(
        lookups.map(async (lookup) => {
          const pageCase = await api.find(base64url(lookup))
          return pageCase === null ? [] : [decodeCase(pageCase, new Uint8Array(lookup))]
        }),
      )
      for (const delayedCase of all.flat()) waiting.set(delayedCase.id, delayedCase.waiting)
      return all.flat()
    },

    async add(lookup, { nonce, letter, identity = null }) {
      const under = base64url(nonce)
      const { letters } = tried.get(under) ?? { letters: new Set<string>() }
      tried.set(under, { lookup, letters: letters.add(letter.id) })
      const done = await onItsDay(() =>
        api.add({
          shown: base64url(lookup),
          nonce: under,
          letter: sent(letter),
          identity,
        }),
      )
      return among(done, ['added', 'already', 'changed', 'closed'] as const)
    },

    /** Whether a letter that this page sent is stored. */
    async added(nonce) {
      const sentUnder = tried.get(base64url(nonce))
      if (sentUnder === undefined) return false
      const cases = await store.find([sentUnder.lookup])
      const ids = cases.flatMap(({ letters }) => letters.map(({ head }) => head.id))
      return ids.some((id) => sentUnder.letters.has(id))
    },

    async consent(lookup, { consent, letter, event }) {
      const { request, office, hash, agreed } = consent
      const wire = { ...sent(letter), kind: 'consent' as const }
      const shown = base64url(lookup)
      const act = signed(event.signedAct)
      const done = await onItsDay(() =>
        api.consent({ shown, letter: wire, request, office, hash, agreed, act }),
      )
      return among(done, [
        'recorded',
        'already',
        'changed',
        'closed',
        'answered',
        'replaced',
        'handed_over',
      ] as const)
    },

    async settle(lookup, event) {
      const done = await api.settle(base64url(lookup), signed(event.signedAct))
      return among(done, ['settled', 'already', 'changed'] as const)
    },

    async takeBack(lookup, _on, why, act) {
      const request = [base64url(lookup), signed(act)] as const
      const done = why === 'withdrawn' ? api.takeBack(...request) : api.settle(...request)
      const outcome = among(await done, ['erased', 'already', 'changed', 'settled'] as const)
      return outcome === 'changed' ? outcome : outcome !== 'already'
    },

    async undoTakeBack(lookup, _erasure, _on, act) {
      const done = await api.undo(base64url(lookup), signed(act))
      const outcome = among(done, ['restored', 'already', 'changed'] as const)
      return outcome === 'changed' ? outcome : outcome === 'restored'
    },

    async keepOut(lookup, out, act) {
      const officers = out.map(({ officer }) => officer)
      const { outcome, readers } = await api.keepOut(base64url(lookup), officers, signed(act))
      return outcome === 'nobody_left' || outcome === 'changed' ? outcome : (readers ?? 0)
    },

    // A case from the page has its recovery phrase: no second one.
    giveWords: async () => 'already',
    wordsGiven: async () => true,
  }

  return { store, waiting: ({ id }) => waiting.get(id) ?? [] }
}

/** Without a signature the server does nothing of what cannot be undone. */
function signed(act: SignedAct | undefined): SignedAct {
  if (act === undefined) throw new AppError('SIGNATURE_REFUSED')
  return act
}

/** `DAY_CHANGED` between sealing and sending is retried like a taken position. */
async function onItsDay(
  act: () => Promise<{ readonly outcome: string }>,
): Promise<{ readonly outcome: string }> {
  try {
    return await act()
  } catch (thrown) {
    if (codeOf(thrown) === 'DAY_CHANGED') return { outcome: 'changed' }
    throw thrown
  }
}

function among<Outcome extends string>(
  { outcome }: { readonly outcome: string },
  expected: readonly Outcome[],
): Outcome {
  const result = expected.find((one) => one === outcome)
  if (result === undefined) throw new AppError('STORE_REFUSED')
  return result
}

/** Narrows a letter to the kinds that the wire takes; the server refuses others. */
function sent(letter: SealedLetter): PageAddition['letter'] {
  return clientSealedMessage(letter) as PageAddition['letter']
}
