import { LINE_LIMIT, words as readWords } from '#dialogs/account.ts'
import { addedToSent } from '#dialogs/addition.ts'
import { done } from '#dialogs/done.ts'
import { leafOf, move, START, show } from '#dialogs/journey.ts'
import { readAccount } from '#dialogs/read-account.ts'
import { settleJourney } from '#dialogs/routing-preview.ts'
import { base64url } from '#domain/case/ids.ts'
import type { Concern } from '#domain/concern/concern.ts'
import type { Confidential } from '#domain/concern/confidential.ts'
import { categoryOf, type LeafId } from '#domain/concern/leaf.ts'
import { AppError, codeOf } from '#errors.ts'
import { add } from '#reporter/add-message.ts'
import { type Submission, submit } from '#reporter/file-concern.ts'
import { followUpAt, ownLine } from '#reporter/follow-up/own-case.ts'
import { openOwnHeads } from '#reporter/own-case.ts'
import { sayWho } from '#reporter/say-who.ts'
import { holderOf } from './card-holder.ts'
import type { FlowState } from './card-token.ts'
import type { BotContext, Pressing, PressResult } from './context.ts'
import { askingForWords, requireDialog } from './require-dialog.ts'
import { type KnownSubmission, knownBy, unlessSentBefore } from './sending.ts'
import { statisticsOptIn } from './statistics-opt-in.ts'
import { visitOf } from './visit.ts'

type FilingFlow = Extract<FlowState, { at: 'telling' }>

export const BEGIN: FilingFlow = { at: 'telling', journey: START, nonce: null }

/** Handles a press in the filing flow. */
export function nextStep(context: BotContext, pressing: Pressing, at: FilingFlow): PressResult {
  const { pressed, fields, facts } = pressing
  const press = { verb: pressed.verb, value: pressed.value ?? null, answers: fields }
  return filingScreen(context, pressing, { ...at, journey: move(at.journey, press, facts) })
}

/** Screen of a position. The nonce is created with the account screen and kept, so that Send is idempotent. */
export function filingScreen(context: BotContext, pressing: Pressing, at: FilingFlow): PressResult {
  const { facts } = pressing
  const journey = settleJourney(at.journey, facts)
  const dialog = show(journey, facts)
  if (journey.step !== 'account') return { kind: 'show', dialog, state: { ...at, journey } }
  const nonce = at.nonce ?? base64url(context.services.chance(16))
  const state = { ...at, journey, nonce }
  return { kind: 'show', dialog: askingForWords(dialog, pressing), state }
}

/**
 * Handles Send. The text goes from the activity into `Confidential` and is sealed; no response contains it.
 * @throws what `submit` throws, which distinguishes a changed promise from a retry; SENT_BEFORE instead where something
 * of this screen was stored, because most refusals say that nothing was sent
 */
export async function sendFromCard(
  context: BotContext,
  pressing: Pressing,
  at: FilingFlow,
): Promise<PressResult> {
  requireDialog(pressing)
  const { journey, nonce } = at
  if (journey.step !== 'account' || nonce === null) throw new AppError('TOKEN_REFUSED')
  const known = knownBy(context.idempotencyKeyFor, nonce, journey, pressing.fields)
  const { intake } = context.services
  return unlessSentBefore(
    () => file(context, pressing, at, known),
    () => intake.filed(known.nonce),
    async () => {
      const sent = await intake.sent(known.nonce)
      return sent === null || (await isHeld(context, pressing, known.caseOf(sent)))
        ? null
        : new AppError('TAKEN_BACK')
    },
  )
}

async function isHeld({ services }: BotContext, pressing: Pressing, id: string): Promise<boolean> {
  return (await openOwnHeads(services, holderOf(pressing), id)) !== null
}

async function file(
  context: BotContext,
  pressing: Pressing,
  at: FilingFlow,
  known: KnownSubmission,
): Promise<PressResult> {
  const { facts } = pressing
  const { promised } = at.journey
  if (promised === null) throw new AppError('PROMISE_CHANGED')
  const concern = await concernOf(context, pressing, at)
  const { services } = context
  const holder = holderOf(pressing)
  const sending: Submission = {
    ...known,
    isHeld: (sent) => isHeld(context, pressing, known.caseOf(sent)),
  }
  const press = services.cards.press(holder)
  const filed = await submit(services, concern, promised, press, known.nonce, sending).catch(
    (thrown: unknown) => {
      if (codeOf(thrown) !== 'SENT_BEFORE') throw thrown
      return null
    },
  )
  if (filed === null) return addToSent(context, pressing, concern, known)
  const category = await statisticsOptIn(context, pressing, categoryOf(concern.leaf))
  const dialog = done({ ...filed, statisticsOptIn: category }, facts)
  return { kind: 'show', dialog, state: { ...BEGIN, journey: OVER } }
}

/**
 * Changed text from a screen whose first Send had arrived without a response: it is added as a message, and so is a
 * changed name. The name goes first, so that its refusal comes before anything is stored.
 * @throws SENT_BEFORE when the first content is no longer known; what `sayWho` and `add` throw
 */
async function addToSent(
  context: BotContext,
  pressing: Pressing,
  { identity, name, leaf }: Concern,
  { nonce, addition, changed, caseOf }: KnownSubmission,
): Promise<PressResult> {
  const { services } = context
  const { facts } = pressing
  const language = facts.words.lang
  const sent = await services.intake.sent(nonce)
  if (sent === null) throw new AppError('SENT_BEFORE')
  const [id, holder, differs] = [caseOf(sent), holderOf(pressing), changed(sent)]
  if (differs.name && name !== null && identity !== 'not_told') {
    await sayWho(services, holder, id, { identity, name, language }, addition.name)
  }
  if (differs.words) {
    await add(services, holder, id, addedText(pressing), addition.words, language)
  }
  const { line } = await ownLine(context, visitOf(context, pressing), id)
  return {
    kind: 'show',
    dialog: addedToSent(line, categoryOf(leaf) === 'safety', facts),
    state: followUpAt(id),
  }
}

/** Text of such a message, with labelled lines for when and where. */
function addedText({ fields, facts: { words, policy } }: Pressing): Confidential {
  const lines = (['when', 'where'] as const).flatMap((field) => {
    const typed = fields[field] ?? ''
    return typed.trim() === '' ? [] : [`${words.say(`check.${field}_page`)}: ${typed}`]
  })
  const text = [fields['account'] ?? '', ...lines].join('\n\n')
  return readWords(text, policy.accountLimit + 4 * LINE_LIMIT)
}

const OVER = { ...START, step: 'done' } as const

async function concernOf(
  { services }: BotContext,
  { fields, facts, address }: Pressing,
  { journey }: FilingFlow,
): Promise<Concern> {
  const leaf = leafOf(journey, facts.policy)
  if (leaf === null || journey.identity === null) throw new AppError('ANSWERS_INVALID')
  const answers = readAccount({ account: '', ...fields }, facts.policy.accountLimit)
  if (journey.identity !== 'not_told' && answers.name === null) throw new AppError('NAME_EMPTY')
  const notifyReporter = journey.identity === 'named' && answers.notify
  return {
    channel: 'teams_card',
    leaf: leaf.id as LeafId,
    taps: journey.taps,
    about: journey.about,
    keptOut: journey.keptOut,
    identity: journey.identity,
    passOn: journey.passOn,
    language: facts.words.lang,
    account: answers.account,
    when: answers.when,
    where: answers.where,
    name: journey.identity === 'not_told' ? null : answers.name,
    ...(notifyReporter ? { notify: base64url(await services.addresses.seal(address)) } : {}),
  }
}
