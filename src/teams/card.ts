import type { Button, Dialog } from '#dialogs/dialog.ts'
import { action, type CardData, type Form, type Json } from './card-action.ts'
import { askItems } from './card-ask.ts'
import { blockItems, line } from './card-block.ts'

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive'

/** Size limit of a card in bytes, by the strictest of Teams' interfaces. */
export const CARD_LIMIT_BYTES = 28 * 1024

/** Separator in an isolate: in right-to-left text an angle sign would be mirrored. */
const BACKWARD = '\u2066‹\u2069'

/** Screens whose telephone numbers are emphasised. */
const CALL_FIRST = ['numbers', 'self_harm']

/** A dialog as an Adaptive Card 1.5, with elements that phones render, and no links. */
/** @param below content of this channel alone, between body and asks */
export function card(
  dialog: Dialog,
  form: Form,
  carried: CardData,
  below: readonly Json[] = [],
): Json {
  const act = (button: Button) => action(button, form, dialog.lang, carried, dialog.asks)
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: dialog.lang,
    rtl: dialog.rtl,
    body: [
      ...(dialog.crumbs === null ? [] : [line(dialog.crumbs, { isSubtle: true, size: 'Small' })]),
      heading(dialog.title),
      ...dialog.body.flatMap((block) => blockItems(block, CALL_FIRST.includes(dialog.id))),
      ...below,
      ...dialog.asks.flatMap(askItems),
      ...dialog.buttons.map((button, at) =>
        drawn(button, act(button), dialog, dialog.buttons[at - 1]?.look),
      ),
    ],
  }
}

export function bytesOf(json: Json): number {
  return new TextEncoder().encode(JSON.stringify(json)).length
}

function heading(title: string): Json {
  return {
    type: 'TextBlock',
    text: title,
    style: 'heading',
    size: 'Large',
    weight: 'Bolder',
    wrap: true,
  }
}

/** Options as rows of full width, because phones truncate labels of buttons in a row. */
function drawn(
  button: Button,
  act: Json,
  { rtl }: Dialog,
  above: Button['look'] | undefined,
): Json {
  const first = above !== button.look
  const whole = spoken(button, act)
  switch (button.look) {
    case 'primary':
      return {
        type: 'ActionSet',
        spacing: 'Large',
        actions: [{ ...act, style: 'positive' }],
      }
    case 'choice':
      return row(button, whole, rtl, 'emphasis', first ? 'Medium' : 'Small')
    case 'danger':
      return row(button, whole, rtl, 'attention', first ? 'Medium' : 'Small')
    case 'quiet':
      return {
        type: 'Container',
        spacing: first ? 'Medium' : 'None',
        separator: first,
        minHeight: '44px',
        verticalContentAlignment: 'Center',
        selectAction: whole,
        items: [label(button.label, { color: 'Accent', ...size(button) }), ...hint(button)],
      }
    default:
      return button.look satisfies never
  }
}

/** Small text for the language button, whose label in six languages has to fit on one line of a phone. */
function size({ verb }: Button): Json {
  return verb === 'languages' ? { size: 'Small' } : {}
}

/** Accessible title of a row: the label and the small text below it. */
function spoken({ label, hint }: Button, act: Json): Json {
  return hint === null ? act : { ...act, title: `${label} ${hint}` }
}

function row(button: Button, act: Json, rtl: boolean, style: string, spacing: string): Json {
  return {
    type: 'Container',
    style,
    spacing,
    minHeight: '44px',
    verticalContentAlignment: 'Center',
    selectAction: act,
    items: [
      {
        type: 'ColumnSet',
        columns: [
          {
            type: 'Column',
            width: 'stretch',
            verticalContentAlignment: 'Center',
            items: [label(button.label, { weight: 'Bolder' }), ...hint(button)],
          },
          {
            type: 'Column',
            width: 'auto',
            verticalContentAlignment: 'Center',
            items: [label(rtl ? BACKWARD : '›', { isSubtle: true })],
          },
        ],
      },
    ],
  }
}

function hint(button: Button): Json[] {
  return button.hint === null
    ? []
    : [label(button.hint, { isSubtle: true, size: 'Small', spacing: 'None' })]
}

function label(text: string, look: Json): Json {
  return { type: 'TextBlock', text, wrap: true, ...look }
}
