import { usedLink } from '#dialogs/take-link.ts'
import type { OneOffLink } from '#domain/case/one-off-link.ts'
import { codeOf } from '#errors.ts'
import type { PageContext } from '../context.ts'
import type { Message, PagePress, View } from '../view.ts'

/** Why a link lets nothing in; `null` for every other refusal. */
export function refusedLink(thrown: unknown): 'spent' | 'over' | null {
  const code = codeOf(thrown)
  if (code === 'LINK_SPENT') return 'spent'
  return code === 'LINK_OVER' ? 'over' : null
}

export interface LinkNavigation {
  /** With means that know of no link any more. */
  readonly without: (context: PageContext) => Promise<View | Message>
  readonly comeBack: (context: PageContext) => Promise<View>
  readonly back: (context: PageContext) => Promise<View>
}

/** The link counts no more; what she wrote is still there, and goes without it if she says so. */
export function usedLinkView(
  context: PageContext,
  link: OneOffLink,
  why: 'spent' | 'over',
  ways: LinkNavigation,
): View {
  return {
    dialog: usedLink(why, link.from === 'office', context.factsNow()),
    drafts: null,
    press: async ({ verb }: PagePress) => {
      if (verb === 'continue') return ways.without(context.withoutLink())
      return verb === 'conversation' ? ways.comeBack(context) : ways.back(context)
    },
    redraw: async (spoken) => usedLinkView(spoken, link, why, ways),
  }
}

/** Another language brings no link back that she went on without. */
export function asBefore(before: PageContext, spoken: PageContext): PageContext {
  return before.link === null && spoken.link !== null ? spoken.withoutLink() : spoken
}
