import type { Clock } from '#clock.ts'
import type { CaseId, OfficerId } from '#domain/case/ids.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { IdentityLevel } from '#domain/concern/identity.ts'
import { OFFICES, type Office } from '#domain/concern/office.ts'
import { acknowledge } from '#officer/acknowledge.ts'
import { question } from '#officer/question.ts'
import { askConsent } from '#officer/request-consent.ts'
import { askName } from '#officer/request-name.ts'
import type { CardHolder, Services } from '#ports.ts'
import { chooseReaders } from '#reporter/choose-readers.ts'
import { submit } from '#reporter/file-concern.ts'
import type { DemoKeys } from './keys.ts'
import { requestedBy, sealedBy } from './sealed-by.ts'
import { MONDAY, OTHER_OFFICES, type SeedCase } from './seed-cases.ts'

const DAY = 86_400_000

/**
 * Fills an empty demo by the same verbs that people use: every word in it is truly sealed.
 * @param own who talks to the bot in the demo: one case is hers, and "My conversation" finds it
 */
export async function seed(services: Services, keys: DemoKeys, own: CardHolder): Promise<void> {
  for (const story of [...MONDAY, ...OTHER_OFFICES]) {
    const nobody = {
      share: services.chance(16) as Uint8Array<ArrayBuffer>,
      tenant: 'demo',
      person: 'nobody',
    }
    await fileStory(services, keys, story, story.own ? own : nobody)
  }
}

async function fileStory(
  services: Services,
  keys: DemoKeys,
  story: SeedCase,
  holder: CardHolder,
): Promise<void> {
  const then = { ...services, clock: daysAgo(services.clock, story.ago) }
  const concern = {
    channel: 'teams_card',
    leaf: story.leaf,
    taps: story.taps,
    about: [],
    keptOut: [],
    identity: identityOf(story),
    passOn: false,
    language: story.language,
    account: new Confidential(story.account),
    when: null,
    where: null,
    name: story.name === undefined ? null : new Confidential(story.name),
  } as const
  const { route, readers } = await chooseReaders(then, concern)
  const before = await known(services, route.office)
  const promised = { office: route.office, readers: readers.length }
  const nonce = services.chance(32) as Uint8Array<ArrayBuffer>
  await submit(then, concern, promised, services.cards.press(holder), nonce)
  const id = (await known(services, route.office)).find((candidate) => !before.includes(candidate))
  if (id === undefined) throw new Error('A demo case was filed and is not in the queue.')
  await goOn(services, keys, story, route.office, id)
}

function identityOf({ name, confidential }: SeedCase): IdentityLevel {
  if (name === undefined) return 'not_told'
  return confidential ? 'confidential' : 'named'
}

async function goOn(
  services: Services,
  keys: DemoKeys,
  story: SeedCase,
  office: Office,
  id: CaseId,
): Promise<void> {
  const roster = await services.readership.roster()
  const officer = (number: number) => {
    const officer = roster.officers.find((one) => one.id === `${office}-${number}`)
    if (officer === undefined) throw new Error('A demo officer is missing from the roster.')
    return officer
  }
  if (story.taken !== undefined) {
    const then = { ...services, clock: daysAgo(services.clock, story.taken.ago) }
    await acknowledge(then, officer(story.taken.by), id, null)
  }
  if (story.nameAsked !== undefined) {
    const { by, ago, reason } = story.nameAsked
    const then = { ...services, clock: daysAgo(services.clock, ago) }
    const signed = await requestedBy(then, keys, officer(by), id, reason)
    await askName(then, officer(by), id, reason, signed)
  }
  if (story.asked !== undefined) {
    const by = officer(story.asked.by)
    const then = { ...services, clock: daysAgo(services.clock, story.asked.ago) }
    const { text } = story.asked
    const words = { typ: 'question', lang: story.language, text, form: {} } as const
    const letter = await sealedBy(then, keys, by, id, words)
    await question(then, by, id, letter, story.asked.reason)
  }
  if (story.toPassOn !== undefined) {
    const { office: to, version, why } = story.toPassOn
    const by = officer(story.toPassOn.by)
    const then = { ...services, clock: daysAgo(services.clock, story.toPassOn.ago) }
    const hash = await services.sealer.hash(Uint8Array.from(Buffer.from(version)))
    const form = { office: to, content: 'sanitised', hash, sanitised: new Confidential(version) }
    const words = { typ: 'consent', lang: story.language, text: why, form } as const
    await askConsent(then, by, id, await sealedBy(then, keys, by, id, words), to)
  }
}

async function known(services: Services, office: Office): Promise<readonly CaseId[]> {
  return (await services.desk.queue(`${office}-1` as OfficerId)).map((row) => row.id)
}

function daysAgo(clock: Clock, days: number): Clock {
  return { now: () => new Date(clock.now().getTime() - days * DAY) }
}

/** Is there anything at all? A demo that was used is not filled again. */
export async function empty(services: Services): Promise<boolean> {
  const counts = await Promise.all(OFFICES.map((office) => known(services, office)))
  return counts.every((ids) => ids.length === 0)
}
