import type { WordsHolder } from '#ports.ts'
import type { ChannelOptions, FollowUpState, Visit } from '#reporter/follow-up/visit.ts'
import type { PageContext, PageServices } from '../context.ts'
import type { Files } from '../files/files.ts'
import type { PagePress, View } from '../view.ts'

/** First view of the page. */
export type Home = (context: PageContext) => Promise<View>

/** Sends of this visit until one is known to be stored. */
export interface ReceiptTries {
  nonces: readonly Uint8Array<ArrayBuffer>[]
  /** Whether a letter was sent; files alone do not count. */
  went: boolean
  /** Whether one got no response. */
  unheard: boolean
  /** Requests without a response, shown on leaving; each until the same request got one. */
  unanswered: ReadonlySet<string>
}

export const noTries = (): ReceiptTries => ({
  nonces: [],
  went: false,
  unheard: false,
  unanswered: new Set(),
})

/** State of a follow-up: the receipt secret, in memory only, and its case. */
export interface CameBack {
  readonly holder: WordsHolder
  readonly id: string
  /** Files of the current draft. */
  readonly files: Files
  readonly tries: ReceiptTries
  readonly navigation: Navigation
}

/** Navigation from a follow-up screen. */
export interface Navigation {
  readonly home: Home
  /** Back to the field for the phrase. */
  readonly enter: (context: PageContext) => Promise<View>
  readonly conversation: (context: PageContext, came: CameBack) => Promise<View>
}

/** Makes a visit of a press. The position comes from the view in memory, not from the press. */
export async function pageVisitOf(
  context: PageContext,
  services: PageServices,
  { holder, files }: CameBack,
  state: FollowUpState,
  { verb, value, answers }: PagePress,
): Promise<Visit> {
  const pressed = value === null ? { verb } : { verb, value }
  const options = channelOptionsOf(services, files)
  return { holder, facts: await context.facts(), pressed, fields: answers, state, options }
}

/**
 * Options of the page: all letters sealed to the reporter are shown, her own too, and screens have no length limit.
 * Text stays `Confidential` until `components/words.tsx` renders it.
 */
export function channelOptionsOf(
  services: Pick<PageServices, 'waiting'>,
  files: Pick<Files, 'sealAndUpload' | 'toSend'>,
): ChannelOptions {
  return {
    read: (words) => words,
    shownBack: true,
    fits: () => true,
    asking: (dialog) => dialog,
    taking: () => undefined,
    chosenFiles: () => files.toSend(),
    files: async () => (await files.sealAndUpload()).map((line) => ({ ...line })),
    waiting: (reportersCase) => services.waiting(reportersCase),
    typed: true,
    statisticsOptIn: async () => null,
  }
}
