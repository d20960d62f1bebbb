import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Facts } from '#dialogs/facts.ts'
import { readPolicy } from '#dialogs/policy.ts'
import { type Words, wordsFor } from '#dialogs/words.ts'
import { day } from '#domain/case/day.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { Policy } from '#domain/concern/policy.ts'

const TEXT: Record<string, unknown> = parse(
  readFileSync(join(import.meta.dirname, '../../dialogs/policy.yaml'), 'utf8'),
)

/** The policy of the repository before it is read, to change a place of it. */
export function policyText(): Record<string, unknown> {
  return structuredClone(TEXT)
}

export const POLICY: Policy = readPolicy(policyText())

/** Words that refuse a key nobody wrote, instead of showing it. */
export function strictWords(lang: string): Words {
  const words = wordsFor(lang)
  return {
    ...words,
    say(key, values) {
      if (!words.has(key)) throw new Error(`no words for ${key} in ${lang}`)
      return words.say(key, values)
    },
  }
}

/** Three officers in every office, on a Friday. */
export function factsFor(lang = 'en', more: Partial<Facts> = {}): Facts {
  return {
    words: strictWords(lang),
    policy: POLICY,
    todayIn: () => day('2026-11-20'),
    officers: Object.fromEntries(
      OFFICES.map((office) => [
        office,
        [1, 2, 3].map((n) => ({ id: `${office}-${n}`, label: `Officer ${n} of ${office}` })),
      ]),
    ),
    custodians: false,
    displayName: 'Mona Saleh',
    channel: 'teams_card',
    demo: false,
    ...more,
  }
}
