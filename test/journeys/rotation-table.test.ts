import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Composition, compose } from '#compose.ts'
import { verifyAcknowledgement } from '#crypto/acknowledgement.ts'
import { type Day, dayIn } from '#domain/case/day.ts'
import { base64url, systemChance } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { newSecret } from '#domain/case/one-off-link.ts'
import type { Concern } from '#domain/concern/concern.ts'
import { nullLog } from '#log.ts'
import { notifyReporter } from '#notifications/notify-reporter.ts'
import { pair } from '#notifications/pair-device.ts'
import { renewAddresses } from '#notifications/renew-addresses.ts'
import { remind, remindedUntil } from '#notifications/reporter-reminders.ts'
import { sendNotifications } from '#notifications/send.ts'
import { offerCode } from '#notifications/subscribe.ts'
import { policyInForce } from '#policy-file.ts'
import { chooseReaders } from '#reporter/choose-readers.ts'
import { listConversations } from '#reporter/conversation.ts'
import { submit } from '#reporter/file-concern.ts'
import { keepOut } from '#reporter/keep-out.ts'
import { giveWords } from '#reporter/recovery-phrase.ts'
import { takeFiling } from '#reporter/web-page/accept-filing.ts'
import { takeLetter } from '#reporter/web-page/accept-message.ts'
import { publishFilingKey } from '#reporter/web-page/publish-filing-key.ts'
import { tokens } from '#teams/card-token.ts'
import { idempotencyKeys } from '#teams/idempotency.ts'
import { nonceOf } from '#teams/statistics-opt-in.ts'
import type { PageFiling } from '#wire/reporter.ts'
import { bytes } from '../fixtures/filing.ts'
import { CONCERN, pageReporter } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'
import { POLICY, SECRET, startWhole, type Whole } from '../fixtures/whole.ts'

const OPERATIONS = join(import.meta.dirname, '..', '..', 'docs', 'operations.md')
const NEXT = new Uint8Array(32).fill(6)
let database: FreshDatabase
let whole: Whole
/** Servers of the same database: before the rotation, with both secrets, once the old one is gone. */
let before: Composition
let both: Composition
let after: Composition
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
  before = whole.composed
  both = await started(SECRET)
  after = await started(null)
})
afterAll(async () => {
  await Promise.all([both?.close(), after?.close()])
  await whole?.stop()
  await database?.drop()
})

async function started(oldSecret: Uint8Array<ArrayBuffer> | null): Promise<Composition> {
  const composed = await compose({
    databaseUrl: database.url,
    secret: NEXT,
    oldSecret,
    rootFingerprint: whole.staff.root.fingerprint,
    leastRoster: 1,
    inForce: await policyInForce(POLICY),
    clock: whole.clock,
    log: nullLog,
    demo: false,
  })
  const policy = { ...composed.services.policy, page: true }
  return { ...composed, services: { ...composed.services, policy } }
}

const holderOf = (person: string) => ({ share: bytes(16), tenant: 'a-tenant', person })

/** Somebody files from a card. @returns where she comes back */
async function files({ services }: Composition) {
  const holder = holderOf(`person ${systemChance(4).join('')}`)
  const concern: Concern = { ...CONCERN, channel: 'teams_card' }
  const { route, readers } = await chooseReaders(services, concern)
  const expected = { office: route.office, readers: readers.length } as const
  await submit(services, concern, expected, services.cards.press(holder), bytes(32))
  return holder
}

const cases = async ({ services }: Composition, holder: ReturnType<typeof holderOf>) =>
  (await listConversations(services, holder)).length

const take = ({ services }: Composition, filing: PageFiling): Promise<Day> =>
  takeFiling(services, { ...filing, proof: '' }, { ask: async () => '', accept: async () => true })

/** Sends what waits. @returns to whom */
async function sent({ services, store }: Composition): Promise<string[]> {
  const recipients: string[] = []
  const notificationChannel = {
    send: async (address: string) => {
      recipients.push(address)
      return { is: 'sent' } as const
    },
  }
  await sendNotifications({ ...services, ...store, notificationChannel }, 'hourly')
  return recipients
}

const row = { at: 'telling', journey: { step: 'begin' }, nonce: null } as never
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (thrown: unknown) => String(Reflect.get(Object(thrown), 'code')),
  )

/** What shows each line of the table, by its first words. */
const SHOWN: Readonly<Record<string, () => Promise<void>>> = {
  'a card that is open': async () => {
    const actor = { tenant: 't', person: 'p', conversation: 'c' } as never
    const share = base64url(systemChance(16))
    const of = async ({ keys }: Composition) =>
      tokens(await keys.both('card-token'), systemChance as never)
    const token = (await of(before)).seal(row, share, actor, whole.clock.now())
    const open = async (one: Composition) =>
      (await of(one)).open(token, share, actor, whole.clock.now())
    expect(await open(before)).toEqual(await open(both))
    expect(await open(after)).toBeNull()
  },

  'a reporter’s way back': async () => {
    const holder = await files(before)
    expect([await cases(both, holder), await cases(after, holder)]).toEqual([1, 0])
    const [own] = await listConversations(both.services, holder)
    const [reader] = own?.readers ?? []
    if (own === undefined || reader === undefined) throw new TypeError('nobody')
    expect(await after.services.desk.open(reader, own.id)).not.toBeNull()
  },

  'words for the page': async () => {
    const holder = await files(before)
    const [own] = await listConversations(before.services, holder)
    const secret = new Uint8Array(systemChance(16))
    await giveWords(before.services, holder, own?.id ?? '', secret)
    const { recoveryPhrase, reporters } = after.services
    const lookup = await recoveryPhrase.lookup(secret)
    expect(await reporters.find([lookup])).toHaveLength(1)
    await publishFilingKey(before.services)
    const proof = await before.services.filing.sign([
      { on: dayIn('UTC', whole.clock.now()), sha256: base64url(bytes(32)) },
    ])
    expect(await verifyAcknowledgement(proof, await after.services.filingKeys.every())).toBe(
      'sound',
    )
  },

  'where officers and custodians are told': async () => {
    const { officers } = await before.services.readership.roster()
    const [one] = officers
    if (one === undefined) throw new TypeError('nobody')
    const { code } = await offerCode(before.services, one as Officer)
    expect(await pair(before.services, code.replaceAll(/\W/g, ''), 'a chat')).toBe(true)
    await renewAddresses(both.services)
    const { address = bytes(1) } = (await after.services.officerAddresses.of(one.id)) ?? {}
    expect(await after.services.addresses.open(address)).toBe('a chat')
  },

  'a message that waits for them': async () => {
    await looking(database.superuser, (sql) => sql`delete from outbox`)
    const [one] = (await before.services.readership.roster()).officers
    const { address = bytes(1) } =
      (await after.services.officerAddresses.of(one?.id as never)) ?? {}
    const old = await before.services.addresses.seal('a chat')
    await looking(
      database.superuser,
      (sql) => sql`update officer_address set address = ${old} where address = ${address}`,
    )
    await before.services.outbox.put(old, dayIn('UTC', whole.clock.now()))
    await renewAddresses(both.services)
    expect(await sent(after)).toEqual(['a chat'])
  },

  'a message to a person': async () => {
    const notify = base64url(await before.services.addresses.seal('a person'))
    await notifyReporter(both.services, notify)
    expect(await sent(both)).toEqual(['a person'])
    await notifyReporter(both.services, notify)
    await notifyReporter(after.services, notify)
    expect(await sent(after)).toEqual([])
  },

  'a reminder each Monday': async () => {
    const who = { tenant: 'a-tenant', person: 'reminded' }
    const until = await remind(before.services, who, 'reminded', 4)
    expect(await remindedUntil(both.services, who)).toBe(until)
    expect(await remindedUntil(after.services, who)).toBeNull()
    const monday = async (by: Composition) => {
      await looking(database.superuser, async (sql) => {
        await sql`delete from daily_notification`
        await sql`update reminder set sent_on = null`
      })
      await by.store.notifications.queueReminders(dayIn('UTC', whole.clock.now()))
      return sent(by)
    }
    expect(await monday(both)).toEqual(['reminded'])
    expect(await monday(after)).toEqual([])
    expect(await remindedUntil(both.services, who)).toBeNull()
  },

  // Whole: test/server/reporter-links.test.ts, "stays used when the secret of its day is dropped".
  'a link that an office handed out': async () => {
    const link = bytes(32)
    const marks = async ({ services: { idempotencyMarks: of } }: Composition) =>
      [
        await of.officeLink(base64url(link)),
        ...(await of.before('officeLink', base64url(link))),
      ].map((mark) => base64url(mark))
    const [mark = ''] = await marks(before)
    expect(await marks(both)).toContain(mark)
    expect(await marks(after)).not.toContain(mark)
  },

  'a link that the page made itself': async () => {
    const link = { from: 'page', secret: newSecret(systemChance) } as const
    const filing = async () => (await pageReporter(whole)).seal({}, link)
    expect(await refusal(take(before, await filing()))).toBe('taken')
    expect(await refusal(take(both, await filing()))).toBe('LINK_OVER')
    expect(await refusal(take(after, await filing()))).toBe('taken')
    expect(await refusal(take(after, await filing()))).toBe('LINK_OVER')
  },

  'what a card sends': async () => {
    const key = async ({ keys }: Composition) => idempotencyKeys(await keys.key('nonce'))
    const pressing = { share: 'a', actor: { tenant: 't', person: 'p' } } as never
    const of = async (one: Composition) => {
      const idempotencyKeyFor = await key(one)
      return [
        base64url(idempotencyKeyFor('minted', {})),
        base64url(nonceOf({ idempotencyKeyFor }, pressing, 'misconduct')),
      ]
    }
    expect(await of(both)).toEqual(await of(after))
    const known = await of(before)
    for (const mark of await of(both)) expect(known).not.toContain(mark)
  },

  'a concern that the page sends': async () => {
    const filing = await (await pageReporter(whole)).seal()
    const day = await take(before, filing)
    expect(await take(both, filing)).toBe(day)
    expect(await refusal(take(after, filing))).toBe('SENT_BEFORE')
  },

  'a letter that the page sends': async () => {
    const reporter = await pageReporter(whole)
    await take(before, await reporter.seal())
    const nonce = base64url(systemChance(32))
    const given = { letter: await reporter.letter('addition', 'more'), identity: null, nonce }
    const add = async (by: Composition, letter = given.letter) => {
      const delayed = await by.services.delayedInbox.find(
        await by.services.recoveryPhrase.lookup(reporter.secret),
      )
      if (delayed === null) throw new TypeError('not there')
      return takeLetter(by.services, delayed as never, { ...given, letter: letter as never }).catch(
        (thrown: unknown) => Reflect.get(Object(thrown), 'code'),
      )
    }
    expect(await add(before)).toBe('added')
    expect(await add(both)).toBe('already')
    expect(await add(after)).not.toBe('already')
    expect(await add(after, await reporter.letter('addition', 'more'))).toBe('added')
  },

  'a file half way': async () => {
    const handle = await before.services.uploadHandles.make(10)
    expect(await both.services.uploadHandles.open(handle)).not.toBeNull()
    expect(await after.services.uploadHandles.open(handle)).toBeNull()
  },

  'a sign-in or a piece of work': async () => {
    for (const label of ['sign-in-cookie', 'door-proof']) {
      const [own, next] = [await before.keys.key(label), await both.keys.key(label)]
      expect(Buffer.from(own).equals(next)).toBe(false)
    }
    const [one] = (await before.services.readership.roster()).officers
    const { code } = await offerCode(before.services, one as Officer)
    expect(await pair(both.services, code.replaceAll(/\W/g, ''), 'a chat')).toBe(false)
  },

  'who was kept out': async () => {
    const holder = await files(before)
    const [own] = await listConversations(before.services, holder)
    const [officer] = own?.readers ?? []
    if (own === undefined || officer === undefined) throw new TypeError('nobody')
    await keepOut(before.services, holder, own.id, [officer])
    for (const { services } of [both, after]) {
      expect(await services.desk.open(officer, own.id).catch(() => null)).toBeNull()
    }
    const tag = base64url(await before.services.exclusions.tag(own.id, officer))
    const tags = async ({ services }: Composition) =>
      (await services.exclusions.tags(own.id, officer)).map((each) => base64url(each))
    expect(await tags(both)).toContain(tag)
    expect(await tags(after)).not.toContain(tag)
  },

  'a secret before the old one': async () => {
    expect(await both.keys.both('x')).toHaveLength(2)
    expect(await before.keys.byEpoch(await both.keys.epoch(), 'x')).toBeNull()
  },
}

/** First cells of the table of what a rotation ends. */
function table(): readonly string[] {
  const [, section = ''] = readFileSync(OPERATIONS, 'utf8').split('## Rotating the server secret')
  const [body = ''] = section.split('\n### ')
  return [...body.matchAll(/^\| ([^|\s][^|]*?) \|/gm)].map(([, cell = '']) =>
    cell.replace("'", '’'),
  )
}

test('every line of the table of what a rotation ends is shown here, and nothing else is', () => {
  const lines = table()
  const shown = Object.keys(SHOWN)
  expect(lines.length).toBe(shown.length)
  expect(lines.map((line) => shown.find((begin) => line.startsWith(begin)))).toEqual(shown)
})

test.each(Object.entries(SHOWN))(
  'case 86 after a rotation, as the guide says: %s',
  async (_, show) => {
    await show()
  },
)
