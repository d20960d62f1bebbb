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

/** What leads back, first and alone. @param again she chose other words than stand here */
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

/** Asked once, and never held back. */
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

/** She leaves after a Send that nobody answered: it may be kept, so she takes what leads back to it, or goes without. */
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
