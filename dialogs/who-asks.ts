import type { IdentityLevel } from '#domain/concern/identity.ts'
import { LINE_LIMIT } from './account.ts'
import type { Ask } from './dialog.ts'
import type { Facts } from './facts.ts'
import type { Words } from './words.ts'

/** Choice of the identity level. */
export function levelAsk(
  levels: readonly IdentityLevel[],
  chosen: readonly IdentityLevel[],
  words: Words,
): Ask {
  return {
    kind: 'one',
    id: 'identity',
    label: words.say('identity.ask'),
    options: levels.map((level) => ({
      value: level,
      label: words.say(`identity.${level}_choice`),
    })),
    chosen,
    required: true,
    missing: words.say('identity.missing'),
  }
}

/** Name field; required for a level with a name. */
export function nameAsk(label: string, missing: string, { words, displayName }: Facts): Ask {
  return {
    kind: 'words',
    id: 'name',
    label: words.say(label),
    hint: null,
    lines: 'one',
    limit: LINE_LIMIT,
    required: true,
    missing: words.say(missing),
    prefilled: displayName,
  }
}
