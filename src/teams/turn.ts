import type { Verb } from '#dialogs/dialog.ts'
import { first, noGuests, privateOnly, typedInChat } from '#dialogs/first-card.ts'
import { refusal, SENDS } from '#dialogs/sentences.ts'
import { type Words, wordsFor } from '#dialogs/words.ts'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import { CASES_PER_CARD } from '#domain/case/receipt.ts'
import { codeOf } from '#errors.ts'
import type { Json } from './card-action.ts'
import type { BotContext, Pressing, PressResult } from './context.ts'
import { spokenIn } from './conversation-reference.ts'
import { draw, firstCard } from './draw.ts'
import type { CardPress, ChannelUser, Inbound } from './inbound.ts'
import { leftUs, pairByCode } from './pairing.ts'
import { press } from './press.ts'
import { type ChannelResponse, NOT_IMPLEMENTED, OK, sayInChat, sayInDialog } from './response.ts'

/** Message into the chat, which is kept permanently: the neutral card, or a fixed sentence. */
export type Outgoing =
  | { readonly kind: 'card'; readonly card: Json }
  | { readonly kind: 'sentence'; readonly sentence: string }

export interface Turn {
  readonly answer: ChannelResponse
  readonly send: Outgoing | null
  /** Share of the first card for a new user. */
  readonly greeting: string | null
}

const nothing = { send: null, greeting: null }

/** Handles one activity; stateless. */
export async function turn(context: BotContext, inbound: Inbound): Promise<Turn> {
  const words = wordsFor(inbound.locale ?? undefined, context.services.policy.languages)
  switch (inbound.kind) {
    case 'ignored':
      return { answer: OK, ...nothing }
    case 'unknown_invoke':
      return { answer: NOT_IMPLEMENTED, ...nothing }
    case 'installed': {
      if (!welcome(context, inbound.actor)) return { answer: OK, ...nothing }
      const greeting = newShare(context)
      return { answer: OK, send: await neutral(context, words, 'first', greeting), greeting }
    }
    case 'uninstalled':
      await leftUs(context, inbound)
      return { answer: OK, ...nothing }
    case 'pairing':
      if (welcome(context, inbound.actor)) {
        const pairing = await pairByCode(context, inbound.actor, inbound)
        if (pairing !== 'none') {
          const sentence = words.say(pairing === 'paired' ? 'paired' : 'paired.later')
          return { answer: OK, send: { kind: 'sentence', sentence }, greeting: null }
        }
      }
      return turn(context, { ...inbound, kind: 'message' })
    case 'greeted':
    case 'message': {
      const card = inbound.kind === 'greeted' ? 'first' : 'not_here'
      const send: Outgoing = welcome(context, inbound.actor)
        ? await neutral(context, words, card, await shareWithRoom(context, inbound.actor))
        : { kind: 'sentence', sentence: unwelcome(inbound.actor, words) }
      return { answer: OK, send, greeting: null }
    }
    case 'dialog':
    case 'chat':
      return { answer: await pressed(context, inbound, words), ...nothing }
    default:
      return inbound satisfies never
  }
}

/** Card in the chat, or a sentence when it cannot be created. */
export async function neutral(
  context: BotContext,
  words: Words,
  which: 'first' | 'not_here',
  share: string,
): Promise<Outgoing> {
  try {
    const facts = await context.facts(words, null)
    const dialog = which === 'first' ? first(facts) : typedInChat(facts)
    return { kind: 'card', card: firstCard(dialog, facts, share) }
  } catch (thrown) {
    context.services.log.warn('card_failed', { code: codeOf(thrown) })
    return { kind: 'sentence', sentence: refusal(codeOf(thrown), words, 'home') }
  }
}

/** Random share of a first card, stored only in the card (decision 005). */
export function newShare({ services, share }: BotContext): string {
  return share ?? base64url(services.chance(16))
}

/**
 * Share of a demo card: a common one, so that a reloaded chat finds its cases; a random one once that has the largest
 * number of cases.
 */
async function shareWithRoom(
  context: BotContext,
  { tenant, person }: ChannelUser,
): Promise<string> {
  const { share, services } = context
  if (share === undefined) return newShare(context)
  const holder = { share: fromBase64url(share), tenant, person }
  const cases = await services.reporters
    .heads(await services.receipts.lookups(holder))
    .catch(() => [])
  const full = cases.length >= CASES_PER_CARD
  return full ? base64url(services.chance(16)) : share
}

type Press = Extract<Inbound, { kind: 'dialog' | 'chat' }>

async function pressed(context: BotContext, press: Press, spoken: Words): Promise<ChannelResponse> {
  const where = press.kind
  const say = where === 'dialog' ? sayInDialog : sayInChat
  if (!welcome(context, press.actor)) return say(unwelcome(press.actor, spoken))
  const words = languageOf(press.pressed, spoken, context.services.policy.languages)
  try {
    const pressing = await believe(context, press, press.actor, words)
    return await draw(context, pressing, await sceneOf(context, press, pressing))
  } catch (thrown) {
    const code = codeOf(thrown)
    context.services.log.warn('turn_failed', { code })
    return say(refusal(unknownTo(verbOf(press), code), words, verbOf(press)))
  }
}

/** Code for a failed Send outside of its handler: none that claims that nothing arrived. */
function unknownTo(verb: Verb, code: ReturnType<typeof codeOf>): ReturnType<typeof codeOf> {
  return SENDS.includes(verb) && code !== 'DATABASE_AWAY' ? 'UNEXPECTED' : code
}

/**
 * Result of a press. Unknown data leads to the first card, so that cards of an earlier version keep working. With typed
 * text in the fields a sentence is shown instead, and the text stays.
 */
async function sceneOf(
  context: BotContext,
  cardPress: Press,
  pressing: Pressing,
): Promise<PressResult> {
  if (cardPress.pressed !== null) return press(context, pressing)
  const { facts } = pressing
  const typed = Object.values(cardPress.fields).some((value) => value.trim() !== '')
  return typed
    ? { kind: 'say', sentence: refusal('TOKEN_REFUSED', facts.words) }
    : { kind: 'first', facts }
}

const verbOf = ({ pressed }: Press) => pressed?.verb ?? 'home'

async function believe(
  context: BotContext,
  press: Press,
  actor: ChannelUser,
  words: Words,
): Promise<Pressing> {
  const given: CardPress = press.pressed ?? { verb: verbOf(press) }
  const share = given.share ?? newShare(context)
  const state =
    given.token === undefined
      ? null
      : context.tokens.open(given.token, share, actor, context.services.clock.now())
  const facts = await context.facts(words, actor.name)
  const { kind: where, fields } = press
  const address = spokenIn(press.address, words.lang)
  return { where, actor, pressed: given, fields, share, state, facts, address }
}

/** Language of a press: the chosen one before the client's. */
function languageOf(given: CardPress | null, spoken: Words, offered: readonly string[]): Words {
  if (given?.verb === 'language' && given.value !== undefined) return wordsFor(given.value, offered)
  return given?.lang === undefined ? spoken : wordsFor(given.lang, offered)
}

function unwelcome(actor: ChannelUser | null, words: Words): string {
  return actor === null ? privateOnly(words) : noGuests(words)
}

/** Whether a user is served: in a personal chat, guests only where the policy allows them. */
function welcome({ services }: BotContext, actor: ChannelUser | null): actor is ChannelUser {
  return actor !== null && !(actor.guest && services.policy.guests === 'refused')
}
