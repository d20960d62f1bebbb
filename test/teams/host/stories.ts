import { createHash } from 'node:crypto'
import type { CaseId } from '#domain/case/ids.ts'
import type { TestServices } from '../../fixtures/services.ts'
import type { Cloud } from '../../fixtures/teams-cloud.ts'
import { type Person, person } from '../../fixtures/teams-person.ts'
import { toAccount } from '../../journeys/filer.ts'
import { type Screen, screensFrom } from './crawl.ts'

// biome-ignore lint/suspicious/noExplicitAny: cards as the wire has them
type Json = any

const DAY = 86_400_000
const WHY = 'They can change the contract.\nWe cannot.'
const VERSION =
  'Somebody was asked to split an invoice.\n**No** names, [no](https://evil.invalid) dates.'

function toHr() {
  const hash = createHash('sha256').update(VERSION).digest('base64url')
  return { office: 'hr', content: 'sanitised', hash, sanitised: VERSION }
}

/** Somebody with four conversations: late, with a question to her, with a request to pass something on, answered. */
export async function amalWithHistory(
  made: TestServices,
  cloud: Cloud,
  locale: string,
): Promise<{ readonly amal: Person; readonly first: Json }> {
  const amal = person(cloud, { locale, id: `amal-${locale}` })
  const first = await amal.install()
  for (const kind of ['late', 'question', 'consent', 'answer'] as const) {
    const before = new Set(made.store.cases.keys())
    const form = await toAccount(amal, first, 'dialog')
    await amal.submit(form, 'send', undefined, { account: 'x', when: '', where: '', name: 'Amal' })
    const [id] = [...made.store.cases.keys()].filter((one) => !before.has(one))
    if (kind === 'late') made.clock.forward(9 * DAY)
    else if (kind === 'consent') await made.write(id as CaseId, kind, WHY, toHr())
    else await made.write(id as CaseId, kind, 'The contract of May?\n\n**Which** number has it?')
  }
  return { amal, first }
}

/** Every kind of screen that she can meet inside the window, from the first card on. */
export async function everyScreen(
  made: TestServices,
  cloud: Cloud,
  locale: string,
): Promise<{ readonly screens: readonly Screen[]; readonly first: Json }> {
  const { amal, first } = await amalWithHistory(made, cloud, locale)
  const opened: Json[] = []
  for (const value of ['danger', 'ask', 'happened', 'punished', 'tell_only', 'service']) {
    opened.push(await amal.open(first, 'tap', value))
  }
  for (const verb of ['conversation', 'who_does_what', 'privacy', 'other_door'] as const) {
    opened.push(await amal.open(first, verb))
  }
  return { screens: await screensFrom(amal, opened), first }
}
