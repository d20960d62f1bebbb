import { usedLink } from '#dialogs/take-link.ts'
import type { OneOffLink } from '#domain/case/one-off-link.ts'
import { codeOf } from '#errors.ts'
import type { PageContext } from '../context.ts'
import type { Message, PagePress, View } from '../view.ts'

/** Is it the link that lets nothing in? */
export function isLinkRefused(thrown: unknown): boolean {
  return codeOf(thrown) === 'LINK_OVER'
}

export interface LinkNavigation {
  /** With means that know of no link any more. */
  readonly without: (context: PageContext) => Promise<View | Message>
  readonly comeBack: (context: PageContext) => Promise<View>
  readonly back: (context: PageContext) => Promise<View>
}

/** The link counts no more; what she wrote is still there, and goes without it if she says so. */
export function usedLinkView(context: PageContext, link: OneOffLink, ways: LinkNavigation): View {
  return {
    dialog: usedLink(link.from === 'office', context.factsNow()),
    drafts: null,
    press: async ({ verb }: PagePress) => {
      if (verb === 'continue') return ways.without(context.withoutLink())
      return verb === 'conversation' ? ways.comeBack(context) : ways.back(context)
    },
    redraw: async (spoken) => usedLinkView(spoken, link, ways),
  }
}

/** Another language brings no link back that she went on without. */
export function asBefore(before: PageContext, spoken: PageContext): PageContext {
  return before.link === null && spoken.link !== null ? spoken.withoutLink() : spoken
}
