import type { ComponentChildren } from 'preact'
import type { Dialog, Verb } from '#dialogs/dialog.ts'
import type { PageContext } from './context.ts'

/** Press of a button, with the values of the fields. */
export interface PagePress {
  readonly verb: Verb
  readonly value: string | null
  readonly answers: Readonly<Record<string, unknown>>
}

/** Sentence beside the buttons; the view stays. */
export interface Message {
  readonly say: string
}

/** A view of the page and its press handler. In memory only: not in the URL or the history. */
export interface View {
  readonly dialog: Dialog
  /** Content of this channel alone (own text, files, receipt), between body and asks. */
  readonly inset?: () => ComponentChildren
  /** The same, between asks and buttons. */
  readonly below?: () => ComponentChildren
  /** Key of the drafts of this view; `null` keeps none. */
  readonly drafts: string | null
  /** Whether the browser asks before the page is closed. */
  readonly holds?: boolean
  /** Handles a press. An error is shown as a sentence, and the view stays. */
  press(press: PagePress): Promise<View | Message>
  /** The same view in another language. */
  redraw(context: PageContext): Promise<View>
}
