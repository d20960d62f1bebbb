import type { WireCase } from '#wire/desk.ts'
import { altered } from '../fixtures/altered.ts'
import type { HttpAnswer } from '../fixtures/http.ts'
import type { OfficerAtDesk } from '../fixtures/officer.ts'
import { OPENED } from '../fixtures/opened.ts'
import type { OwnServer } from '../fixtures/own-server.ts'
import { directoryOf } from '../fixtures/services.ts'
import { looking } from '../fixtures/superuser.ts'
import type { Person } from '../fixtures/teams-person.ts'
import type { Whole } from '../fixtures/whole.ts'

/** Longer than a roster is remembered. */
const FORGOTTEN_MS = 6_000

/** Does the same while the database is away, and while the roster is forged and nothing can be sealed. */
export async function inEveryTrouble(
  server: OwnServer,
  whole: Whole,
  act: () => Promise<{ readonly status: number; readonly text: string }>,
): Promise<void> {
  const { root, officers } = whole.staff
  const { directory } = whole.composed.store
  await server.stop()
  await act()
  await server.start()
  const good = await directoryOf(root, officers, whole.clock)
  await directory.publish({ ...good, roster: good.roster.replace('"version":1', '"version":2') })
  whole.clock.forward(FORGOTTEN_MS)
  await act()
  // A list that the root did not sign stops the intake until the table is as it was (T-143).
  await looking(server.superuser.replace('/postgres?', '/aside?'), async (sql) => {
    await sql`set session_replication_role = replica`
    await sql`delete from directory where n = (select max(n) from directory)`
  })
  whole.clock.forward(FORGOTTEN_MS)
}

/** A press with its words, broken in every way on its way here. */
export async function sendBroken(
  { cloud, ask }: Whole,
  who: Person,
  data: { readonly aside: Readonly<Record<string, string>> },
  word: string,
): Promise<readonly HttpAnswer[]> {
  const { aside } = data
  const pressed = (value: unknown, change = {}) =>
    who.activity({ type: 'invoke', name: 'task/submit', value: { data: value }, ...change })
  const body = JSON.stringify(pressed(data))
  const authorization = `Bearer ${await cloud.token()}`
  const headers = { 'content-type': 'application/json', authorization }
  const post = (given: string, over: Record<string, string> = {}, path = '/api/messages') =>
    ask(path, { method: 'POST', headers: { ...headers, ...over }, body: given })
  const edited = [
    { ...data, aside: { ...aside, token: altered(aside['token'] ?? '') } },
    { ...data, aside: { ...aside, verb: word } },
    { ...data, aside: { ...aside, value: word } },
    { ...data, aside: { ...aside, share: word } },
    { ...data, aside: word },
    word,
  ]
  const changed = [
    { name: word },
    { type: word },
    { channelId: 'webchat' },
    { serviceUrl: `https://${encodeURIComponent(word)}.invalid` },
    { locale: word, conversation: { id: word, conversationType: 'channel' } },
  ]
  return Promise.all([
    post(body.slice(0, -5)),
    post(`{"__proto__":${body},"${word}":`),
    post(body, { 'content-type': 'text/plain' }),
    post(body, { 'content-encoding': 'gzip' }),
    post(body, { authorization: `Bearer ${Buffer.from(word).toString('base64url')}` }),
    post(body, { authorization: '' }),
    post(body, { 'x-note': encodeURIComponent(word) }, `/api/${encodeURIComponent(word)}`),
    post(body, { authorization: '' }, `/api/messages?at=${encodeURIComponent(word)}`),
    post(JSON.stringify(pressed({ ...data, more: word.repeat(9_000) }))),
    ...edited.map((value) => post(JSON.stringify(pressed(value)))),
    ...changed.map((change) => post(JSON.stringify(pressed(data, change)))),
  ])
}

/** An officer's letter that is not sealed, not whole, or not for everybody who reads the case. */
export async function answerBroken(
  officer: OfficerAtDesk,
  wireCase: WireCase,
  word: string,
): Promise<readonly HttpAnswer[]> {
  const sealed = await officer.seal(wireCase, 'answer', word)
  const readable = Buffer.from(word).toString('base64url')
  const at = (verb: string) => `/api/cases/${wireCase.id}/${verb}`
  const bodies: readonly [string, unknown][] = [
    [at('answer'), { letter: { ...sealed, data: literal(word) } }],
    [at('answer'), { letter: { ...sealed, data: readable } }],
    [at('answer'), { letter: { ...sealed, data: word } }],
    [at('answer'), { letter: { ...sealed, seq: 99 } }],
    [at('answer'), { letter: { ...sealed, keys: sealed.keys.slice(1) } }],
    [
      at('answer'),
      { letter: { ...sealed, keys: sealed.keys.map((key) => ({ ...key, reader: 'ethics-1' })) } },
    ],
    [at('answer'), { letter: { ...sealed, text: word } }],
    [at('answer'), { [word]: word }],
    [at('close'), { reason: word, opened: OPENED }],
    [at('close'), { reason: 'noted', opened: { seq: 1, hash: word } }],
    [at('opened'), { seq: 1, hash: word }],
    [at('question'), { letter: sealed, reason: word }],
    [at(encodeURIComponent(word)), { letter: sealed }],
    [`/api/cases/${encodeURIComponent(word)}/answer`, { letter: sealed }],
  ]
  return Promise.all(bodies.map(([path, body]) => officer.post(path, body)))
}

/** An OpenPGP packet that holds its words readably. */
function literal(word: string): string {
  const text = Buffer.from(word)
  const inside = Buffer.concat([Buffer.from([0x75, 0, 0, 0, 0, 0]), text])
  return Buffer.concat([Buffer.from([0xcb, inside.length]), inside]).toString('base64url')
}
