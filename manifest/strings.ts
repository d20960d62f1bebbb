import { wordsFor } from '#dialogs/words.ts'
import type { PackageSettings } from './settings.ts'

/** The texts of the app in one language, under the names that Teams gives them. */
export type Strings = Readonly<Record<string, string>>

/** Where the officers' tab stands among the tabs: after the chat, which is what people open. */
export const DESK_TAB = 1

/**
 * Everything Teams shows of the app before somebody opens it: in lists, on screens that others see. It says what the
 * app does for whom, and never what people tell it about.
 */
export function stringsIn(lang: string, { organisation }: PackageSettings): Strings {
  const words = wordsFor(lang)
  const product = words.say('product')
  return {
    'name.short': product,
    'name.full': `${product} – ${organisation}`,
    'description.short': words.say('manifest.short'),
    'description.full': words.say('manifest.full'),
    'bots[0].commandLists[0].commands[0].title': words.say('manifest.start'),
    'bots[0].commandLists[0].commands[0].description': words.say('manifest.start_how'),
    [`staticTabs[${DESK_TAB}].name`]: words.say('manifest.desk'),
  }
}

/** Each language but English, which stands in the manifest itself. */
export function otherLanguages({ languages }: PackageSettings): readonly string[] {
  return languages.filter((lang) => lang !== 'en')
}
