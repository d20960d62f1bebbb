import type { Ask, Button, Verb } from '#dialogs/dialog.ts'
import { type CardPress, OURS } from './inbound.ts'

/** Adaptive Card JSON; used in this folder only. */
export type Json = { readonly [key: string]: unknown }

/**
 * Surface of a card: `first` is the neutral card of the chat, whose buttons open a dialog; `dialog` is inside one;
 * `chat` continues in the chat where dialogs do not open.
 */
export type Form = 'first' | 'dialog' | 'chat'

/** Data in every button: the card's share, the language, and the sealed position. */
export interface CardData {
  readonly share: string
  readonly token: string | null
}

/** Verbs that submit the fields. All others leave them on the device. */
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
/** Verbs that the first card handles in the chat; all others open the dialog. */
const IN_PLACE: readonly Verb[] = ['here', 'languages', 'language', 'home', 'leave']

/** Whether a change of language submits ticks: not where the client would require a missing one first. */
function reads(verb: Verb, asks: readonly Ask[]): boolean {
  if (READS.includes(verb)) return true
  const answered = asks.every(
    (ask) => ask.kind !== 'words' && (!ask.required || ask.chosen.length > 0),
  )
  return verb === 'languages' && asks.length > 0 && answered
}

/** Verbs whose screens are never drawn in the chat; they open the dialog. */
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
    // Fallback of old clients, which opens the dialog at its start; without a token, which would double the size.
    // Never on screens with free text.
    fallback: freeText ? 'drop' : submit({ [OURS]: stateless, ...OPENS_DIALOG }),
  }
}
