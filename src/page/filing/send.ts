import { caseIdOf } from '#crypto/case-id.ts'
import { wordsPress } from '#crypto/derive-phrase-receipt.ts'
import { leafOf } from '#dialogs/journey.ts'
import { settleJourney } from '#dialogs/routing-preview.ts'
import type { OneOffLink } from '#domain/case/one-off-link.ts'
import type { Concern } from '#domain/concern/concern.ts'
import { sameSet } from '#domain/concern/same-set.ts'
import { AppError, codeOf } from '#errors.ts'
import { chooseReaders } from '#reporter/choose-readers.ts'
import { type SealedFiling, sealOnPage } from '#reporter/seal-on-page.ts'
import type { PageContext, PageServices } from '../context.ts'
import { comeBackView } from '../follow-up/enter-receipt.ts'
import { receiptLookup } from '../http/receipt-lookup.ts'
import { isLinkRefused, usedLinkView } from '../links/used-link.ts'
import { receiptView } from '../receipt/receipt.tsx'
import { savedReceiptOf } from '../receipt/saved-receipt.ts'
import type { Message, View } from '../view.ts'
import { deliver, sentenceFor } from './attempt.ts'
import { type FilingFlow, factsWithReaders } from './flow.ts'
import { typedIn } from './typed-fields.ts'

/** Loaded with Send, so that a lost connection needs no further download. */
export { unheardView } from '../receipt/receipt.tsx'

/** Handles Send: seals for the readers that the promise screen named, or sends nothing and keeps the text. */
export async function sendFiling(telling: FilingFlow): Promise<View | Message> {
  const { context, attempt } = telling
  const services = await context.services()
  // A filing that may have arrived is sent again unchanged: its own promise counts, whoever reads now.
  if (!attempt.unheard) {
    const facts = await factsWithReaders(context)
    const journey = settleJourney(telling.journey, facts)
    if (journey.step !== 'check') return telling.flow.drawn({ ...telling, journey }, facts)
  }
  try {
    const delivered = await deliver(attempt, services.api, () => seal(telling, services))
    context.drafts.forget()
    telling.files.forget()
    return receiptView(savedReceiptOf(telling, services, delivered), false)
  } catch (thrown) {
    if (isLinkRefused(thrown) && context.link !== null) return linkUsed(telling, context.link)
    return promisedAnew(telling, services, thrown)
  }
}

/**
 * When the readers differ from the promise, shows the promise screen again, marked as changed, also when only the
 * officers differ. Other refusals stay refusals.
 */
async function promisedAnew(
  telling: FilingFlow,
  services: Pick<PageServices, 'lookAgain' | 'policy' | 'readership'>,
  thrown: unknown,
): Promise<View | Message> {
  const code = codeOf(thrown)
  const closed = code === 'NO_READER' || code === 'NO_OFFICE'
  if (code !== 'PROMISE_CHANGED' && !closed) throw thrown
  services.lookAgain()
  const { context, journey } = telling
  const { promised } = journey
  const now = await factsWithReaders(context)
  const same = settleJourney(journey, now).step === 'check'
  if (same && closed) throw thrown
  // The server also checks the version of policy and texts. With the same readers it is those that changed: it refuses
  // every try of this page from now on, and none of them has arrived.
  if (same && (await sealedForSame(telling, services))) {
    return { say: context.words.say('refusal.old_page') }
  }
  const anew = { ...journey, promised: promised && { ...promised, readers: 0 } }
  return telling.flow.drawn({ ...telling, journey: settleJourney(anew, now) }, now)
}

/** Whether the current readers are those of the last try. */
async function sealedForSame(
  telling: FilingFlow,
  services: Pick<PageServices, 'policy' | 'readership'>,
): Promise<boolean> {
  const last = telling.attempt.went.at(-1)?.telling.filing.readers ?? []
  const { readers } = await chooseReaders(services, concernOf(telling))
  return sameSet(
    last,
    readers.map(({ id }) => id),
  )
}

/** View for a refused link. Without an office's link another office may receive it; its promise is then shown first. */
function linkUsed(telling: FilingFlow, link: OneOffLink): View {
  const back = (context: PageContext) => telling.flow.at({ ...telling, context })
  return usedLinkView(telling.context, link, {
    back,
    comeBack: (context) => comeBackView(context, back),
    without: async (context) => {
      if (link.from === 'page') {
        return sendFiling({ ...telling, context }).catch((thrown: unknown): Message => {
          return { say: sentenceFor(telling.attempt, thrown, 'send', context.words) }
        })
      }
      return telling.flow.at({ ...telling, context, journey: { ...telling.journey, step: 'door' } })
    },
  })
}

async function seal(
  telling: FilingFlow,
  services: PageServices,
): Promise<() => Promise<SealedFiling>> {
  const { context, journey, attempt, files } = telling
  const { promised } = journey
  if (promised === null) throw new AppError('PROMISE_CHANGED')
  const link = linkFor(context.link, promised.office)
  const concern = concernOf(telling)
  // Before any upload: without readers nothing is sent.
  await chooseReaders(services, concern)
  const attachments = await files.sealAndUpload()
  const shown = await receiptLookup(services.receipts, { secret: attempt.secret })
  return async () =>
    sealOnPage(services, {
      concern: attachments.length === 0 ? concern : { ...concern, attachments },
      promised,
      press: wordsPress(attempt.secret),
      shown,
      salt: attempt.salt,
      id: await caseIdOf(shown, attempt.salt),
      link: link && { from: link.from, secret: link.secret },
    })
}

/** Link to file with; `null` for an office's link when another office receives the concern. */
function linkFor(link: OneOffLink | null, office: string): OneOffLink | null {
  return link?.from === 'office' && link.office !== office ? null : link
}

function concernOf(telling: FilingFlow): Concern {
  const { context, journey } = telling
  const leaf = leafOf(journey, context.policy)
  if (leaf === null || journey.identity === null) throw new AppError('ANSWERS_INVALID')
  return {
    channel: 'web_page',
    leaf: leaf.id,
    taps: journey.taps,
    about: journey.about,
    keptOut: journey.keptOut,
    identity: journey.identity,
    passOn: journey.passOn,
    language: context.words.lang,
    ...typedIn(telling),
  }
}
