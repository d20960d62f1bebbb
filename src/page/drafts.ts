import type { PageDrafts } from './context.ts'

/** Drafts, and whether there are any, in which case the browser asks before the page is left. */
export interface TrackedDrafts extends PageDrafts {
  holds(): boolean
}

/** Drafts in memory. */
export function draftsInMemory(): TrackedDrafts {
  const screens = new Map<string, Map<string, string>>()
  return {
    get: (screen, field) => screens.get(screen)?.get(field) ?? '',
    put(screen, field, typed) {
      const fields = screens.get(screen) ?? new Map<string, string>()
      fields.set(field, typed)
      screens.set(screen, fields)
    },
    forget(screen) {
      if (screen === undefined) screens.clear()
      else screens.delete(screen)
    },
    holds: () => [...screens.values()].some((fields) => [...fields.values()].some(Boolean)),
  }
}
