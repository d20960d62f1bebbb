import type { Ask, Button, Verb } from '#dialogs/dialog.ts'
import { type CardPress, OURS } from './inbound.ts'

/** Adaptive Card JSON. Its words stop at this folder. */
export type Json = { readonly [key: string]: unknown }

/**
 * Where a card stands: `first` is the neutral card of the chat, whose buttons open a dialog; `dialog` is inside one;
 * `chat` goes on in the chat where dialogs do not open.
 */
export type Form = 'first' | 'dialog' | 'chat'

/** What every button of a card carries: the way back, the language, and the sealed place where the person is. */
export interface CardData {
  readonly share: string
  readonly token: string | null
}

/** The presses that read what stands in the fields. All others leave it on the person's device. */
const READS: readonly Verb[] = [
  'continue',
  'advice_only',
  'send',
  'send_addition',
  'send_who',
  'keep_out_now',
  'send_statistics',
  'web_words_kept',
]
/** On the first card these are answered where they are pressed; everything else there opens the dialog. */
const IN_PLACE: readonly Verb[] = ['here', 'languages', 'language', 'home', 'leave']

/** Choosing a language takes the ticks along, unless a client would first insist on one that is still missing. */
function reads(verb: Verb, asks: readonly Ask[]): boolean {
  if (READS.includes(verb)) return true
  const answered = asks.every(
    (ask) => ask.kind !== 'words' && (!ask.required || ask.chosen.length > 0),
  )
  return verb === 'languages' && asks.length > 0 && answered
}

/** What is never drawn in the chat: pressed there, it opens the window. */
const OPENS: readonly Verb[] = ['open', 'web_words_show']

const OPENS_DIALOG = { msteams: { type: 'task/fetch' } }

export function action(
  button: Button,
  form: Form,
  lang: string,
  carried: CardData,
  asks: readonly Ask[],
): Json {
  const freeText = asks.some(({ kind }) => kind === 'words')
  const stateless: CardPress = {
    verb: button.verb,
    ...(button.value === null ? {} : { value: button.value }),
    share: carried.share,
    lang,
  }
  const ours = carried.token === null ? stateless : { ...stateless, token: carried.token }
  const common = {
    title: button.label,
    associatedInputs: reads(button.verb, asks) ? 'auto' : 'none',
  }
  const submit = (data: object) => ({ type: 'Action.Submit', ...common, data })
  if (form === 'dialog') return submit({ [OURS]: ours })
  if (OPENS.includes(button.verb) || (form === 'first' && !IN_PLACE.includes(button.verb))) {
    return submit({ [OURS]: ours, ...OPENS_DIALOG })
  }
  return {
    type: 'Action.Execute',
    ...common,
    verb: button.verb,
    data: { [OURS]: ours },
    // An old client opens the dialog instead, at its beginning: a token in each of the two would be half of the card.
    // Never with free text: it must not leave by another road.
    fallback: freeText ? 'drop' : submit({ [OURS]: stateless, ...OPENS_DIALOG }),
  }
}
