/** @jsxImportSource preact */
import {
  leavingUnchecked,
  leavingUnheard,
  receiptAskedBack,
  receiptScreen,
} from '#dialogs/receipt.ts'
import { choseRight, type WrittenPhrase, writtenDown } from '#dialogs/recovery-phrase.ts'
import { refusalOnPage } from '#dialogs/sentences.ts'
import { codeOf } from '#errors.ts'
import type { PageContext } from '../context.ts'
import { type FilingFlow, factsNow } from '../filing/flow.ts'
import { goodbyeView } from '../filing/goodbye.ts'
import type { Message, PagePress, View } from '../view.ts'
import { doneView } from './done-screen.ts'
import type { SavedReceipt } from './saved-receipt.ts'
import { WrittenDown } from './written-down.tsx'

/** View of the receipt. @param again the confirmation failed: other words were chosen */
export function receiptView(receipt: SavedReceipt, again: boolean): View {
  const { context, written } = receipt
  return {
    dialog: receiptScreen(written, again, factsNow(context)),
    inset: () => <WrittenDown written={written} words={context.words} />,
    drafts: null,
    holds: true,
    press: async ({ verb }) => (verb === 'leave' ? leavingView(receipt) : askedBackView(receipt)),
    redraw: inAnother(receipt, (spoken) => receiptView(spoken, again)),
  }
}

function askedBackView(receipt: SavedReceipt): View {
  const { context, written } = receipt
  return {
    dialog: receiptAskedBack(written, factsNow(context)),
    drafts: null,
    holds: true,
    press: async (press) => answered(receipt, press),
    redraw: inAnother(receipt, askedBackView),
  }
}

function answered(receipt: SavedReceipt, { verb, answers }: PagePress): View | Message {
  if (verb === 'leave') return leavingView(receipt)
  if (verb === 'web_words_show') return receiptView(receipt, false)
  try {
    return choseRight(receipt.written, answers) ? doneView(receipt) : receiptView(receipt, true)
  } catch (thrown) {
    return { say: refusalOnPage(codeOf(thrown), receipt.context.words, verb) }
  }
}

/** Leaving without confirmation: asked once. */
function leavingView(receipt: SavedReceipt): View {
  return {
    dialog: leavingUnchecked(factsNow(receipt.context)),
    drafts: null,
    holds: true,
    press: async ({ verb }) =>
      verb === 'leave' ? goodbyeView(receipt.context, receipt.flow) : receiptView(receipt, false),
    redraw: inAnother(receipt, leavingView),
  }
}

/** Leaving after a Send without a response: offers the receipt, because the filing may be stored. */
export async function unheardView(telling: FilingFlow, left: () => View): Promise<View> {
  const { context, attempt } = telling
  const { recoveryPhrase } = await context.services()
  const { secret } = attempt
  return beforeLeaving(
    telling,
    writtenDown(recoveryPhrase.write(secret, context.words.lang), secret),
    left,
  )
}

function beforeLeaving(telling: FilingFlow, written: WrittenPhrase, left: () => View): View {
  const { context, flow } = telling
  return {
    dialog: leavingUnheard(factsNow(context)),
    inset: () => <WrittenDown written={written} words={context.words} />,
    drafts: null,
    holds: true,
    press: async ({ verb }) => (verb === 'leave' ? left() : flow.at(telling)),
    redraw: async (spoken) => beforeLeaving({ ...telling, context: spoken }, written, left),
  }
}

function inAnother(receipt: SavedReceipt, view: (receipt: SavedReceipt) => View): View['redraw'] {
  return async (context: PageContext) => view({ ...receipt, context })
}
