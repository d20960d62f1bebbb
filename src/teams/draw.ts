import type { Button, Dialog } from '#dialogs/dialog.ts'
import type { Facts } from '#dialogs/facts.ts'
import { first } from '#dialogs/first-card.ts'
import { languages } from '#dialogs/languages.ts'
import { otherChannelButton } from '#dialogs/other-channel.ts'
import { button } from '#dialogs/screen.ts'
import { card } from './card.ts'
import type { Json } from './card-action.ts'
import type { BotContext, Pressing, PressResult } from './context.ts'
import { addressItems } from './page-address.ts'
import {
  type ChannelResponse,
  CLOSE_DIALOG,
  continueDialog,
  replaceCard,
  sayInChat,
  sayInDialog,
} from './response.ts'

/**
 * First card, equal for everybody. A client's support for dialogs cannot be detected, so a secondary button continues
 * in the chat.
 */
export function firstCard(dialog: Dialog, { words }: Facts, share: string): Json {
  const here: Button = {
    verb: 'here',
    label: words.say('button.here'),
    hint: null,
    look: 'quiet',
    value: null,
  }
  const afterChoices = 1 + dialog.buttons.findIndex(({ verb }) => verb === 'unsure')
  const buttons = dialog.buttons.toSpliced(afterChoices, 0, here)
  return card({ ...dialog, buttons }, 'first', { share, token: null })
}

/** Renders a result as a channel response. */
export async function draw(
  context: BotContext,
  pressing: Pressing,
  scene: PressResult,
): Promise<ChannelResponse> {
  const { where, share, facts, actor } = pressing
  const inWindow = (dialog: Dialog, token: string | null, below: readonly Json[] = []) =>
    continueDialog(name(facts), card(dialog, 'dialog', { share, token }, below))
  switch (scene.kind) {
    case 'close':
      return CLOSE_DIALOG
    case 'say':
      return where === 'dialog' ? sayInDialog(scene.sentence) : sayInChat(scene.sentence)
    case 'first':
      return where === 'chat'
        ? replaceCard(firstCard(first(scene.facts), scene.facts, share))
        : inWindow(first(scene.facts), null)
    case 'languages': {
      const dialog = languages(scene.facts)
      const { state } = scene
      if (state !== null) return draw(context, pressing, { kind: 'show', dialog, state })
      return where === 'chat'
        ? replaceCard(card(dialog, 'first', { share, token: null }))
        : inWindow(dialog, null)
    }
    case 'show': {
      const token = context.tokens.seal(scene.state, share, actor, context.services.clock.now())
      const below = scene.address === undefined ? [] : addressItems(scene.address)
      return where === 'chat'
        ? replaceCard(card(withBackButtons(scene, facts), 'chat', { share, token }, below))
        : inWindow(scene.dialog, token, below)
    }
    default:
      return scene satisfies never
  }
}

/** Title of the dialog window: the product's name, because a topic could be read over a shoulder. */
const name = ({ words }: Facts) => words.say('product')

/** First screen in the chat, with "My conversation" and the privacy notice, for clients without dialogs. */
function withBackButtons(
  { dialog, state }: Extract<PressResult, { kind: 'show' }>,
  facts: Facts,
): Dialog {
  const { words } = facts
  const atStart = dialog.id === 'tree' && state.at === 'telling' && state.journey.taps.length === 0
  if (!atStart) return dialog
  const buttons = (['conversation', 'privacy'] as const).map((verb) =>
    button(words, verb, `button.${verb}`),
  )
  return {
    ...dialog,
    buttons: dialog.buttons.toSpliced(-1, 0, ...buttons, ...otherChannelButton(facts)),
  }
}
