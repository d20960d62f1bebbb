import { FOLLOW_UP_VERBS, type FollowUpVerb, type Verb } from '#dialogs/dialog.ts'
import { START } from '#dialogs/journey.ts'
import { keepTicks } from '#dialogs/keep-ticks.ts'
import { otherChannel } from '#dialogs/other-channel.ts'
import { privacyScreen } from '#dialogs/privacy.ts'
import { refusal } from '#dialogs/sentences.ts'
import { dayIn } from '#domain/case/day.ts'
import { AppError, codeOf } from '#errors.ts'
import { beginToAdd } from '#reporter/follow-up/add-message.ts'
import { beginToSayWho } from '#reporter/follow-up/say-who.ts'
import type { FlowState } from './card-token.ts'
import type { BotContext, Pressing, PressResult } from './context.ts'
import { BEGIN, filingScreen, nextStep, sendFromCard } from './filing.ts'
import { FOLLOW_UP_ACTIONS } from './follow-up-actions.ts'
import { visitOf } from './visit.ts'

/**
 * What a press leads to. Whatever goes wrong is one calm sentence, and the view with its text stays: a refused Send
 * loses nothing.
 */
export async function press(context: BotContext, pressing: Pressing): Promise<PressResult> {
  try {
    return await lead(context, pressing)
  } catch (thrown) {
    const code = codeOf(thrown)
    const verb = loggable(pressing.pressed.verb, code)
    if (verb !== null) context.services.log.warn('press_refused', { code, verb })
    return { kind: 'say', sentence: refusal(code, pressing.facts.words, pressing.pressed.verb) }
  }
}

/** What the screen before it, *More*, is refused with as well. */
const OF_MORE: readonly ReturnType<typeof codeOf>[] = [
  'BUSY',
  'CASE_UNKNOWN',
  'DATABASE_AWAY',
  'STORE_REFUSED',
  'UNEXPECTED',
]

/**
 * No line ever tells that somebody was to be kept out, not even that it failed (T-106). It is written as the screen before
 * it; what that is never refused with, as a screen that is a day old, is no line.
 */
function loggable(verb: Verb, code: ReturnType<typeof codeOf>): Verb | null {
  if (verb !== 'keep_out' && verb !== 'keep_out_now') return verb
  return OF_MORE.includes(code) ? 'more' : null
}

async function lead(context: BotContext, pressing: Pressing): Promise<PressResult> {
  const { pressed, facts, state, where } = pressing
  const stale = state === null && pressed.token !== undefined
  const telling = state?.at === 'telling' ? state : BEGIN
  const followUp = state?.at === 'returning' ? state : null
  const first: PressResult = { kind: 'first', facts }
  if (isFollowUp(pressed.verb)) return FOLLOW_UP_ACTIONS[pressed.verb](context, pressing)
  switch (pressed.verb) {
    case 'leave':
      return where === 'dialog' ? { kind: 'close' } : first
    case 'home':
    // Only the page makes links.
    case 'send_without_link':
    case 'take_link':
      return first
    case 'privacy':
      return { kind: 'show', dialog: privacyScreen(facts), state: telling }
    case 'other_door':
      if (!facts.policy.page || context.page === null) throw new AppError('TURN_REFUSED')
      return { kind: 'show', dialog: otherChannel(facts), state: telling, address: context.page }
    case 'send':
      if (state?.at !== 'telling') throw new AppError('TOKEN_REFUSED')
      return sendFromCard(context, pressing, state)
    default:
  }
  if (stale) return first
  switch (pressed.verb) {
    case 'languages':
      return { kind: 'languages', state: withTicks(pressing), facts }
    case 'language':
      return inChosenLanguage(context, pressing)
    case 'here':
      return filingScreen(context, pressing, BEGIN)
    case 'open':
      if (followUp?.case) {
        const begin = pressed.value === 'say_who' ? beginToSayWho : beginToAdd
        return begin(context, visitOf(context, pressing), followUp.case)
      }
      return filingScreen(context, pressing, telling)
    case 'served':
      await countServed(context, pressing)
      return where === 'dialog' ? { kind: 'close' } : first
    case 'restart':
      return filingScreen(context, pressing, { ...BEGIN, journey: START })
    case 'tap':
    case 'unsure':
    case 'back':
    case 'continue':
    case 'advice_only':
    case 'next_office':
    case 'protects_me':
    case 'keys':
    case 'who_does_what':
      return nextStep(context, pressing, telling)
    default:
      return pressed.verb satisfies never
  }
}

/** The same screen in the language she chose: the state travels on as it is, so no tap can be lost. */
async function inChosenLanguage(context: BotContext, pressing: Pressing): Promise<PressResult> {
  const { state, facts, pressed } = pressing
  if (state === null) return { kind: 'first', facts }
  if (state.at === 'telling') return filingScreen(context, pressing, state)
  const { value: _, ...rest } = pressed
  if (state.case === null)
    return FOLLOW_UP_ACTIONS.conversation(context, { ...pressing, pressed: rest })
  return FOLLOW_UP_ACTIONS.case(context, { ...pressing, pressed: { ...rest, value: state.case } })
}

/** Where she is, with what was ticked on this screen and not yet confirmed. */
function withTicks({ state, fields, facts }: Pressing): FlowState | null {
  if (state?.at !== 'telling') return state
  return { ...state, journey: keepTicks(state.journey, fields, facts) }
}

/** Information that was taken and left: a number for the year, and no case. She goes whether or not it is counted. */
async function countServed({ services }: BotContext, { state }: Pressing): Promise<void> {
  if (state?.at !== 'telling' || state.journey.step !== 'information') return
  const on = dayIn(services.policy.offices.ethics.zone, services.clock.now())
  await services.intake.countSelfServed('service', on).catch((thrown: unknown) => {
    services.log.warn('not_counted', { code: codeOf(thrown) })
  })
}

function isFollowUp(verb: Verb): verb is FollowUpVerb {
  return (FOLLOW_UP_VERBS as readonly Verb[]).includes(verb)
}
