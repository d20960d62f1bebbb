import type { ComponentChildren } from 'preact'
import type { Dialog, Verb } from '#dialogs/dialog.ts'
import type { PageContext } from './context.ts'

/** One press of a button, with what the fields of the screen held. */
export interface PagePress {
  readonly verb: Verb
  readonly value: string | null
  readonly answers: Readonly<Record<string, unknown>>
}

/** A sentence beside the buttons. The screen and everything typed on it stay. */
export interface Message {
  readonly say: string
}

/** One screen of the page, and what leads on from it. A place in memory: nothing of it is in an address or a history. */
export interface View {
  readonly dialog: Dialog
  /** What only a page shows: her own text, files, the receipt. Drawn between what is said and what is asked. */
  readonly inset?: () => ComponentChildren
  /** The same, but drawn below what is asked and above the buttons: what belongs to the words just typed. */
  readonly below?: () => ComponentChildren
  /** Under which name the words typed here are kept in memory while she goes back and forth; `null` keeps none. */
  readonly drafts: string | null
  /** What stands here would be lost when the page is closed by accident: the browser asks first. */
  readonly holds?: boolean
  /** Whatever it throws is said as one calm sentence, and the screen stays. */
  press(press: PagePress): Promise<View | Message>
  /** The same screen in another language. */
  redraw(context: PageContext): Promise<View>
}
