import { usedLink } from '#dialogs/take-link.ts'
import type { OneOffLink } from '#domain/case/one-off-link.ts'
import { codeOf } from '#errors.ts'
import type { PageContext } from '../context.ts'
import type { Message, PagePress, View } from '../view.ts'

/** Whether an error is about the link. */
export function isLinkRefused(thrown: unknown): boolean {
  return codeOf(thrown) === 'LINK_OVER'
}

export interface LinkNavigation {
  /** Called with a context without the link. */
  readonly without: (context: PageContext) => Promise<View | Message>
  readonly comeBack: (context: PageContext) => Promise<View>
  readonly back: (context: PageContext) => Promise<View>
}

/** View for a link that is no longer valid: the text stays, and can be sent without it. */
export function usedLinkView(
  context: PageContext,
  link: OneOffLink,
  navigation: LinkNavigation,
): View {
  return {
    dialog: usedLink(link.from === 'office', context.factsNow()),
    drafts: null,
    press: async ({ verb }: PagePress) => {
      if (verb === 'continue') return navigation.without(context.withoutLink())
      return verb === 'conversation' ? navigation.comeBack(context) : navigation.back(context)
    },
    redraw: async (spoken) => usedLinkView(spoken, link, navigation),
  }
}

/** A change of language does not restore a dropped link. */
export function asBefore(before: PageContext, spoken: PageContext): PageContext {
  return before.link === null && spoken.link !== null ? spoken.withoutLink() : spoken
}
