import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLetter } from '#crypto/open.ts'
import { openLabel } from '#crypto/open-label.ts'
import { rosterHistory } from '#crypto/roster-history.ts'
import { sealer } from '#crypto/seal.ts'
import { openCase } from '#desk/key-worker/read-case.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { base64url, fromBase64url } from '#domain/case/ids.ts'
import type { LetterTextV2 } from '#domain/case/message-v2.ts'
import { Labels, type WireLabel } from '#wire/desk.ts'
import { Directories, unpacked } from '#wire/directories.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { type PageReporter, pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { dump, looking } from '../fixtures/superuser.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

let database: FreshDatabase
let whole: Whole
let officer: OfficerAtDesk
let colleague: OfficerAtDesk
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
  officer = await officerAtDesk(whole, 'investigations-1')
  colleague = await officerAtDesk(whole, 'investigations-2')
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

const release = () =>
  whole.composed.store.releases.release(
    'investigations',
    plusDays(dayIn('Europe/Zurich', whole.clock.now()), 1),
  )

async function labelsOf(who: OfficerAtDesk, ...ids: readonly string[]): Promise<Labels['labels']> {
  const { status, text } = await who.post('/api/labels', { ids })
  expect(status).toBe(200)
  return Labels.parse(JSON.parse(text)).labels
}

async function filed(change: Parameters<PageReporter['file']>[0] = {}) {
  const reporter = await pageReporter(whole)
  expect((await reporter.file({ language: 'ru', ...change })).status).toBe(200)
  const { id } = await reporter.conversation()
  return { reporter, id }
}

function opened(label: WireLabel | undefined, { key: privateKey }: OfficerAtDesk) {
  if (label === undefined) throw new TypeError('no label')
  const { data, key } = label
  return openLabel({ data: fromBase64url(data), key: fromBase64url(key), privateKey })
}

async function judged(id: string, label?: WireLabel) {
  const every = Directories.parse(JSON.parse((await whole.ask('/directories.json')).text))
  const terms = { rootFingerprint: whole.staff.root.fingerprint, demo: false }
  const history = await rosterHistory(terms)(unpacked(every))
  const wireCase = await officer.open(id)
  return openCase(wireCase, officer.key, history, undefined, label)
}

const fetches = async () =>
  (await looking(database.superuser, (sql) => sql`select from ledger where act = 'fetched'`)).length

test('T-123 a row shows leaf and language by a sealed label, and reading it fetches no letter', async () => {
  const { id } = await filed()
  expect(await labelsOf(officer, id)).toEqual([])
  await release()
  const before = await fetches()
  const [label] = await labelsOf(officer, id)
  expect(await fetches()).toBe(before)
  const plain = { v: 1, case: id, leaf: 'misconduct.nepotism', lang: 'ru', marks: [] }
  expect(await opened(label, officer)).toEqual(plain)
  expect(await opened((await labelsOf(colleague, id))[0], colleague)).toEqual(plain)
  const stranger = await officerAtDesk(whole, 'ethics-1')
  expect(await labelsOf(stranger, id)).toEqual([])
  expect((await officer.queue()).rows.find((row) => row.id === id)?.leaf).toBeNull()
})

test('T-140 the first letter names the hash of its label: another one is named, and a case without is not', async () => {
  const [one, other] = [
    await filed(),
    await filed({ leaf: 'misconduct.fraud_corruption', language: 'fr' }),
  ]
  await release()
  const [label, exchanged] = await labelsOf(officer, one.id, other.id).then((labels) =>
    [one.id, other.id].map((id) => labels.find((each) => each.id === id)),
  )
  if (label === undefined || exchanged === undefined) throw new TypeError('labels')
  const wireCase = await officer.open(one.id)
  const [first] = wireCase.letters
  const { letter } = await openLetter({
    data: fromBase64url(first?.data ?? ''),
    key: fromBase64url(first?.key ?? ''),
    privateKey: officer.key,
    expect: { case: one.id, msg: first?.id ?? '', seq: 1, dir: 'r>o', prev: null } as never,
    verify: [],
  })
  const hash = await sealer.hash(fromBase64url(label.data))
  expect((letter as LetterTextV2).first?.label).toBe(hash)
  expect((await judged(one.id, label)).troubles).toEqual([])
  expect((await judged(one.id)).troubles).toEqual([])
  expect((await judged(one.id, { ...exchanged, id: one.id })).troubles).toEqual(['label_replaced'])
})

test('a page that was loaded before labels files as it did, and its case shows no alarm', async () => {
  const reporter = await pageReporter(whole)
  const { services } = whole.composed
  const label = services.sealer.label
  Object.assign(services.sealer, { label: async () => null })
  const older = await reporter.seal().finally(() => Object.assign(services.sealer, { label }))
  expect(older).not.toHaveProperty('label')
  expect((await postToPage(whole, 'file', older)).status).toBe(200)
  await release()
  const { id } = await reporter.conversation()
  expect(await labelsOf(officer, id)).toEqual([])
  expect((await judged(id)).troubles).toEqual([])
  const { id: another } = await filed()
  await release()
  const [put] = await labelsOf(officer, another)
  if (put === undefined) throw new TypeError('a label')
  expect((await judged(id, { ...put, id })).troubles).toEqual(['label_replaced'])
})

test('a label for other readers than the letter is refused', async () => {
  const reporter = await pageReporter(whole)
  const sealed = await reporter.seal()
  const { label } = sealed
  if (label === undefined) throw new TypeError('a label')
  const answers = await Promise.all(
    [
      { ...label, keys: label.keys.slice(1) },
      { ...label, keys: [...label.keys, { ...label.keys[0], reader: 'ethics-1' }] },
      { ...label, data: base64url(new Uint8Array(180).fill(65)) },
      { ...label, data: sealed.letters[0].data },
    ].map((other) => postToPage(whole, 'file', { ...sealed, label: other })),
  )
  for (const { status } of answers) expect(status).toBeGreaterThanOrEqual(400)
  expect((await reporter.find()).status).toBe(404)
})

test('T-106 whoever is kept out has no label any more, while the case waits and after', async () => {
  const [waiting, released] = [await filed(), await filed()]
  expect((await waiting.reporter.keepOut('investigations-2')).status).toBe(200)
  await release()
  expect((await released.reporter.keepOut('investigations-2')).status).toBe(200)
  for (const { id } of [waiting, released]) {
    expect(await labelsOf(colleague, id)).toEqual([])
    expect(await labelsOf(officer, id)).toHaveLength(1)
  }
  expect((await released.reporter.takeBack()).status).toBe(200)
  // Taken back: nobody sees anything of it, until it is erased and after.
  expect(await labelsOf(officer, released.id)).toEqual([])
})

test('T-123 no column of a page case holds its language, leaf, place or words', async () => {
  const words = [
    'heron-canary-31',
    'heron-place-8',
    'heron-when-9',
    'misconduct.nepotism',
    'nepotism',
  ]
  const before = await dump(database.superuser)
  const { Confidential } = await import('#domain/concern/confidential.ts')
  const { id } = await filed({
    where: new Confidential('heron-place-8'),
    when: new Confidential('heron-when-9'),
    language: 'zh',
  })
  const look = async () => {
    const after = await dump(database.superuser)
    const rows = Object.entries(after).flatMap(([table, all]) => {
      const known = new Set(before[table]?.map(({ row }) => row))
      return all.filter(({ row }) => !known.has(row)).map(({ row = '' }) => row)
    })
    expect(rows.length).toBeGreaterThan(1)
    // Bytes stand there as hexadecimal digits, in what waits as text.
    const text = rows.map(
      (row) => row + Buffer.from(row.match(/[0-9a-f]{64,}/g)?.join('') ?? '', 'hex'),
    )
    for (const word of [...words, '"zh"', ',zh,']) expect(text.join('\n')).not.toContain(word)
  }
  await look()
  await release()
  await look()
  const columns = await looking(
    database.superuser,
    (sql) => sql`select row_to_json(c) as row from "case" c where id = ${id}`,
  )
  const values = Object.values(columns[0]?.['row'] as Record<string, unknown>)
  expect(values.filter((value) => value === 'zh')).toEqual([])
})
