import type { WordsHolder } from '#ports.ts'
import type { ChannelOptions, FollowUpState, Visit } from '#reporter/follow-up/visit.ts'
import type { PageContext, PageServices } from '../context.ts'
import type { Files } from '../files/files.ts'
import type { PagePress, View } from '../view.ts'

/** The first question of the page, where every way begins and ends. */
export type Home = (context: PageContext) => Promise<View>

/** What she sent since she came back, until she hears that something was kept. */
export interface ReceiptTries {
  nonces: readonly Uint8Array<ArrayBuffer>[]
  /** A letter itself went: until then only files did, and a file without its letter counts for nothing. */
  went: boolean
  /** Of one of these nobody said whether it arrived. */
  unheard: boolean
  /** What she sent or changed and nobody answered, each until the same is answered: said when she leaves. */
  unanswered: ReadonlySet<string>
}

export const noTries = (): ReceiptTries => ({
  nonces: [],
  went: false,
  unheard: false,
  unanswered: new Set(),
})

/** Somebody who came back: her secret, in this page's memory alone, and the case it leads to. */
export interface CameBack {
  readonly holder: WordsHolder
  readonly id: string
  /** Files of the letter that is being written. */
  readonly files: Files
  readonly tries: ReceiptTries
  readonly navigation: Navigation
}

/** Where she can go from any screen behind her receipt. */
export interface Navigation {
  readonly home: Home
  /** The field for the words once more. */
  readonly enter: (context: PageContext) => Promise<View>
  readonly conversation: (context: PageContext, came: CameBack) => Promise<View>
}

/** Her press as a visit. The place is the view's own, in memory: nothing that was pressed can say another. */
export async function pageVisitOf(
  context: PageContext,
  services: PageServices,
  { holder, files }: CameBack,
  place: FollowUpState,
  { verb, value, answers }: PagePress,
): Promise<Visit> {
  const pressed = value === null ? { verb } : { verb, value }
  const way = channelOptionsOf(services, files)
  return { holder, facts: await context.facts(), pressed, fields: answers, place, options: way }
}

/**
 * On her own device everything that is sealed to her may be read, her own words too, and a screen is as long as it has
 * to be. Words stay closed until `components/words.tsx` draws them.
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
