import { ABOUT } from '#domain/concern/about.ts'
import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { LeafId } from '#domain/concern/leaf.ts'
import { sameSet } from '#domain/concern/same-set.ts'
import { AppError } from '#errors.ts'
import { chosenMany, chosenOne } from './answers.ts'
import { asksConsent, back, promiseOrNobody } from './back.ts'
import type { Facts, Press } from './facts.ts'
import {
  asksKeepOut,
  INFORMATION,
  leafOf,
  mustKeepOut,
  SELF_HARM,
  tappedLeaf,
} from './leaf-rules.ts'
import { toNextOffice } from './next-office.ts'
import {
  levelsOffered,
  offeredOfficers,
  onlyByName,
  promiseOf,
  settleJourney,
} from './routing-preview.ts'
import { type Journey, type JourneyStep, START } from './steps.ts'
import { follow, isNode, optionsOf, UNSURE_TAP } from './taxonomy.ts'

/**
 * State transition of the filing flow. It depends on taps and choices, never on text. A verb that does not fit the step
 * changes nothing.
 * @throws ANSWERS_INVALID when the answers beside the button are not what was asked
 */
export function move(journey: Journey, press: Press, facts: Facts): Journey {
  const here = settleJourney(journey, facts)
  switch (press.verb) {
    case 'tap':
      return press.value === null ? here : tap(here, press.value, facts)
    case 'unsure':
      return tap(here, UNSURE_TAP, facts)
    case 'back':
      return back(here, facts)
    case 'restart':
      return START
    case 'continue':
      return onward(here, press.answers, facts)
    case 'advice_only':
      return adviceOnly(here, facts)
    case 'next_office':
      return here.step === 'door' ? (toNextOffice(here, facts) ?? here) : here
    case 'protects_me':
      return here.step === 'door' ? { ...here, step: 'protects_me' } : here
    case 'who_does_what':
      return here.step === 'tree' ? { ...here, step: 'who_does_what', from: 'tree' } : here
    default:
      return here
  }
}

/** A tap resets later answers: exclusions, identity and consent belong to one leaf. */
function tap(journey: Journey, option: string, facts: Facts): Journey {
  if (journey.step !== 'tree' && journey.step !== 'numbers') return journey
  const at = follow(journey.taps)
  if (at === null || !isNode(at)) return journey
  if (option !== UNSURE_TAP && !optionsOf(at, facts.policy).includes(option)) return journey
  const taps = [...journey.taps, option]
  const to = follow(taps)
  if (to === null) return journey
  const next: Journey = { ...START, taps }
  if (isNode(to)) return { ...next, step: to === 'danger' ? 'numbers' : 'tree' }
  return { ...next, leaf: to, step: firstStepOf(to, { ...next, leaf: to }, facts) }
}

function firstStepOf(leaf: LeafId, journey: Journey, facts: Facts): JourneyStep {
  if (leaf === SELF_HARM) return 'self_harm'
  if (leaf === INFORMATION) return 'information'
  if (onlyByName(journey, facts)) return 'by_name'
  const tappedEnd = tappedLeaf(journey, facts.policy)
  if (tappedEnd !== null && asksKeepOut(tappedEnd)) return 'keep_out'
  return promiseOrNobody(journey, facts)
}

function onward(journey: Journey, answers: Press['answers'], facts: Facts): Journey {
  switch (journey.step) {
    case 'information':
      return { ...journey, step: promiseOrNobody(journey, facts) }
    case 'keep_out':
      return keepOut(journey, answers, facts)
    case 'door': {
      const promise = promiseOf(journey, facts)
      if (promise === null) return journey
      const { office, readers } = promise
      return { ...journey, promised: { office, readers }, step: 'identity' }
    }
    case 'identity': {
      const identity = chosenOne(answers, 'identity', levelsOffered(facts))
      return { ...journey, identity, step: asksConsent(journey, facts) ? 'consent' : agreed(facts) }
    }
    case 'consent':
      return {
        ...journey,
        passOn: chosenOne(answers, 'pass_on', ['no', 'yes'] as const) === 'yes',
        step: agreed(facts),
      }
    case 'check':
      return isSealedOnDevice(facts) ? journey : { ...journey, step: 'account' }
    case 'account':
      return isSealedOnDevice(facts) ? { ...journey, step: 'check' } : journey
    case 'tree':
    case 'numbers':
    case 'self_harm':
    case 'by_name':
    case 'protects_me':
    case 'nobody_left':
    case 'who_does_what':
    case 'done':
      return journey
    default:
      return journey.step satisfies never
  }
}

/** Step after all choices: check on the card channel, account on the page. */
function agreed(facts: Facts): JourneyStep {
  return isSealedOnDevice(facts) ? 'account' : 'check'
}

/** Applies exclusions. They may change the readers, so choices that depend on them are reset. */
function keepOut(journey: Journey, answers: Press['answers'], facts: Facts): Journey {
  const offered = offeredOfficers(journey, facts).map(({ id }) => id)
  const [about, chosenHere] = chosenMany(answers, { about: ABOUT, kept_out: offered })
  // Exclusions that this screen did not show stay.
  const keptOut = [...journey.keptOut.filter((id) => !offered.includes(id)), ...chosenHere]
  const leaf = leafOf(journey, facts.policy)
  if (leaf !== null && mustKeepOut(leaf) && about.length === 0) {
    throw new AppError('ANSWERS_INVALID', { ask: 'about' })
  }
  const same = sameSet(about, journey.about) && sameSet(keptOut, journey.keptOut)
  const chosen: Journey = same
    ? journey
    : { ...journey, about: [...about], keptOut, identity: null, passOn: false, promised: null }
  return { ...chosen, step: promiseOrNobody(chosen, facts) }
}

/** "Only advice" changes the office, so exclusions are asked again. */
function adviceOnly(journey: Journey, facts: Facts): Journey {
  const leaf = tappedLeaf(journey, facts.policy)
  if (journey.step !== 'door' || journey.adviceOnly || leaf?.category !== 'misconduct') {
    return journey
  }
  return {
    ...journey,
    adviceOnly: true,
    identity: null,
    passOn: false,
    promised: null,
    step: 'keep_out',
  }
}
