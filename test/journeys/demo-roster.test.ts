import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chain } from '#crypto/directory.ts'
import { signRoster } from '#crypto/roster.ts'
import { rosterHistory } from '#crypto/roster-history.ts'
import { type DemoKeys, demoKeys } from '#demo/keys.ts'
import { publishDemoRoster } from '#demo/roster.ts'
import { type Day, dayIn, plusDays } from '#domain/case/day.ts'
import { type Directory, RosterText } from '#domain/case/roster.ts'

const today = dayIn('UTC', new Date())
let folder: string
let keys: DemoKeys
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aside-demo-'))
  keys = await demoKeys(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The first list of a demo of before, of version 1. */
async function begunBefore(): Promise<Directory> {
  const { certificates, root, roster } = await keys.directory(today, 1, null)
  const { previous: _, leastFormat: _none, freshness: _nobody, ...text } = JSON.parse(roster)
  const without = (people: readonly object[]) =>
    people.map((one) =>
      Object.fromEntries(Object.entries(one).filter(([key]) => key !== 'certificate')),
    )
  const [officers, custodians] = [without(text.officers), without(text.custodians)]
  const old = RosterText.parse({ ...text, v: 1, officers, custodians })
  const signed = await signRoster(old, readFileSync(join(folder, 'root.asc'), 'utf8'))
  const snapshot = { root, ...signed, certificates }
  return { ...snapshot, ...(await chain(null, snapshot)) }
}

test('a demo that began with a roster of version 1 goes on, and its next one follows as version 2', async () => {
  const every = [await begunBefore()]
  const store = {
    directory: {
      latest: async () => every.at(-1) ?? null,
      publish: async (snapshot: Omit<Directory, 'previous' | 'hash'>) => {
        every.push({ ...snapshot, ...(await chain(every.at(-1)?.hash ?? null, snapshot)) })
      },
    },
  }
  const publish = (day: Day) => publishDemoRoster({ store } as never, keys, day)
  await publish(today)
  expect(every).toHaveLength(1)
  await publish(plusDays(today, 30))
  expect(every.map(({ roster }) => JSON.parse(roster).v)).toEqual([1, 2])
  const terms = { rootFingerprint: keys.rootFingerprint, demo: true }
  expect(await rosterHistory(terms)(every)).toMatchObject({ fault: null, isWhole: true })
})
