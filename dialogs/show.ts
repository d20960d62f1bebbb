import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { languagesButton } from './languages.ts'
import { roadmap } from './roadmap.ts'
import { settleJourney } from './routing-preview.ts'
import { backAndLeave, button, screen, text } from './screen.ts'
import { accountScreen } from './screens/account.ts'
import {
  byNameScreen,
  informationScreen,
  nobodyLeftScreen,
  selfHarmScreen,
} from './screens/answered.ts'
import { checkScreen } from './screens/check.ts'
import { consentScreen } from './screens/consent.ts'
import { identityScreen } from './screens/identity.ts'
import { keepOutScreen } from './screens/keep-out.ts'
import { promiseScreen } from './screens/promise.ts'
import { protectsMeScreen } from './screens/protects-me.ts'
import { numbersScreen, treeScreen } from './screens/question.ts'
import type { Journey } from './steps.ts'

/** Screen of the current step. */
export function show(journey: Journey, facts: Facts): Dialog {
  const here = settleJourney(journey, facts)
  return withLanguages(screenOf(here, facts), facts)
}

/** Adds the language button on the card channel, except beside text fields, whose content it would drop. */
function withLanguages(dialog: Dialog, facts: Facts): Dialog {
  if (isSealedOnDevice(facts)) return dialog
  if (dialog.asks.some(({ kind }) => kind === 'words')) return dialog
  const out = dialog.buttons.findIndex(({ verb }) => verb === 'leave')
  const at = out < 0 ? dialog.buttons.length : out
  return { ...dialog, buttons: dialog.buttons.toSpliced(at, 0, ...languagesButton(facts)) }
}

function screenOf(here: Journey, facts: Facts): Dialog {
  switch (here.step) {
    case 'tree':
      return treeScreen(here, facts)
    case 'numbers':
      return numbersScreen(here, facts)
    case 'self_harm':
      return selfHarmScreen(here, facts)
    case 'information':
      return informationScreen(here, facts)
    case 'by_name':
      return byNameScreen(here, facts)
    case 'keep_out':
      return keepOutScreen(here, facts)
    case 'door':
      return promiseScreen(here, facts)
    case 'protects_me':
      return protectsMeScreen(here, facts)
    case 'identity':
      return identityScreen(here, facts)
    case 'consent':
      return consentScreen(here, facts)
    case 'check':
      return checkScreen(here, facts)
    case 'account':
      return accountScreen(here, facts)
    case 'nobody_left':
      return nobodyLeftScreen(here, facts)
    case 'who_does_what':
      return whoDoesWhatScreen(facts)
    case 'done':
      return overScreen(facts)
    default:
      return here.step satisfies never
  }
}

function whoDoesWhatScreen(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'who_does_what',
      title: words.say('button.who_does_what'),
      body: roadmap(facts),
      buttons: backAndLeave(words),
    },
    facts,
  )
}

/** Screen after a journey ended. */
function overScreen(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'over',
      title: words.say('over.title'),
      body: [text(words.say('goodbye'))],
      buttons: [button(words, 'restart', 'button.restart')],
    },
    facts,
  )
}
