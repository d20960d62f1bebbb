import { pageClock } from '#browser/page-clock.ts'
import type { Clock } from '#clock.ts'
import type { Facts } from '#dialogs/facts.ts'
import type { Words } from '#dialogs/speak.ts'
import { type Day, dayIn } from '#domain/case/day.ts'
import type { OneOffLink } from '#domain/case/one-off-link.ts'
import { type PlainPolicy, policyOf } from '#domain/concern/plain-policy.ts'
import { whoReads } from '#reporter/who-reads.ts'
import type { PageData } from '#wire/page-data.ts'
import type { PageContext, PageServices } from './context.ts'
import { draftsInMemory, type TrackedDrafts } from './drafts.ts'
import { part } from './http/lazy-part.ts'
import { wordsIn } from './locales.ts'

export type CreatedContext = PageContext & { readonly drafts: TrackedDrafts }

/** Creates the context. Sealing code is loaded once, on first use, and again after a failure. */
export function createContext(
  data: PageData,
  link: OneOffLink | null,
  words: Words,
  device: Clock,
  arrived: () => Promise<void>,
): CreatedContext {
  const policy = policyOf(data.policy as PlainPolicy)
  const clock = pageClock(data.now, device)
  const drafts = draftsInMemory()
  const worlds = { linked: once(link), plain: once(null) }
  function once(by: OneOffLink | null): () => Promise<PageServices> {
    let loading: Promise<PageServices> | null = null
    return () => {
      loading ??= load(arrived, { data, policy, link: by, clock }).catch((thrown: unknown) => {
        loading = null
        throw thrown
      })
      return loading
    }
  }
  const inWords = (spoken: Words, by: OneOffLink | null): CreatedContext => {
    const shared = by === null ? worlds.plain : worlds.linked
    const services = async () => {
      const made = await shared()
      await made.learnWords(spoken.lang)
      return made
    }
    const factsNow = (): Facts => ({
      words: spoken,
      policy,
      todayIn: (office) => dayIn(policy.offices[office].zone, clock.now()),
      officers: {},
      custodians: false,
      displayName: null,
      channel: by?.from === 'office' ? 'office_link' : 'web_page',
      ...(by?.from === 'office' ? { givenBy: by.office, givenUntil: by.until as Day } : {}),
      demo: data.demo,
    })
    return {
      words: spoken,
      data,
      policy,
      clock,
      drafts,
      link: by,
      factsNow,
      facts: async () => {
        const loaded = await services()
        await loaded.refuseUnproven()
        return { ...factsNow(), ...(await whoReads(loaded)) }
      },
      services,
      withoutLink: () => inWords(spoken, null),
      speak: async (lang) => inWords(await wordsIn(lang), by),
    }
  }
  return inWords(words, link)
}

/** @throws DATABASE_AWAY when the code could not be loaded */
async function load(
  arrived: () => Promise<void>,
  given: Parameters<typeof import('./sealed/services.ts').pageServices>[0],
) {
  await arrived()
  // Loads the view of a link too: fetched at the press, it would reveal the press to the server.
  const [{ pageServices }] = await part(
    Promise.all([import('./sealed/services.ts'), import('./links/take-link.tsx')]),
  )
  return pageServices(given)
}
