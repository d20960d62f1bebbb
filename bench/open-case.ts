import { type MadeKey, makeOfficerKey, type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { messageIdOf } from '#crypto/message-id.ts'
import { makeReporterKey } from '#crypto/reporter-key.ts'
import type { RosterHistory } from '#crypto/roster-history.ts'
import { sealer } from '#crypto/seal.ts'
import { openCase } from '#desk/key-worker/read-case.ts'
import type { Recipient } from '#domain/case/envelope.ts'
import {
  base64url,
  newCaseId,
  newMessageId,
  type OfficerId,
  systemChance,
} from '#domain/case/ids.ts'
import type { Direction, Kind } from '#domain/case/message.ts'
import { CONTEXT_V2, seenIn } from '#domain/case/message-v2.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { ReporterKey } from '#ports.ts'
import type { WireCase, WireLetter } from '#wire/desk.ts'
import { atMost, type Figure } from './figures.ts'
import { here, longer, race } from './rounds.ts'

/** A case of thirty messages, of both parties and with notes. */
const MESSAGES = 30
const DAY = '2026-11-16'
const ROOT = 'F'.repeat(40)
const HEAD = 'h'.repeat(43)
const KIND = { 'r>o': 'addition', 'o>r': 'answer', 'o>o': 'note' } as const
const TURNS: readonly Direction[] = ['r>o', 'o>r', 'o>r', 'o>o', 'r>o', 'o>r']

interface Staff {
  readonly made: MadeKey
  readonly own: PrivateKeyHandle
  readonly reporter: ReporterKey
  readonly history: RosterHistory
}

async function staffOf(): Promise<Staff> {
  const created = new Date('2026-01-05T08:00:00Z')
  const made = await makeOfficerKey('Officer 1 of the ethics office', undefined, created)
  const { fingerprint } = made
  const one = { id: 'one' as OfficerId, office: 'ethics', role: 'officer' } as const
  const officers = [{ ...one, label: 'Officer 1 of the ethics office', fingerprint }]
  const dates = { issued: '2026-11-02', expires: '2026-12-07', leastFormatSince: null }
  const history: RosterHistory = {
    ...{ root: ROOT, heads: [HEAD], isWhole: true, fault: null },
    rosters: [{ version: 1, ...dates, officers, custodians: [], hash: HEAD }],
    certificates: new Map([[fingerprint, made.certificate]]),
  }
  const { key } = await makeReporterKey()
  return { made, own: await unlock(made.privateKey, ''), reporter: key, history }
}

/** Seals a conversation of one version, as the desk is served it. */
async function caseOf(version: 1 | 2, { made, own, reporter }: Staff): Promise<WireCase> {
  const id = newCaseId(systemChance)
  const letters: (WireLetter & { readonly hash: string })[] = []
  for (let at = 0; at < MESSAGES; at += 1) {
    const dir = TURNS[at % TURNS.length] ?? 'r>o'
    const kind: Kind = at === 0 ? 'concern' : KIND[dir]
    const seen = seenIn(letters, dir)
    const { seq: last = 0, hash: prev = null } = seen[dir] ?? {}
    const seq = last + 1
    const writer = own.fingerprint
    const msg =
      dir === 'r>o'
        ? newMessageId(systemChance)
        : await messageIdOf({ case: id, dir, seq, prev, writer })
    const promise = { received: DAY, due: '2026-11-23', policy: 'p', words: HEAD }
    const place = { typ: kind, case: id, msg, seq, prev, dir, office: 'ethics' as const }
    const words = { text: new Confidential('What was said. '.repeat(40)), form: {} }
    const form = at === 0 ? formOf(reporter) : {}
    const letter =
      version === 1
        ? { v: 1 as const, ...place, day: DAY, lang: 'en', ...words, form }
        : {
            ...{ v: 2 as const, ctx: CONTEXT_V2, root: ROOT, ...place, channel: 'page' },
            ...{ day: DAY, lang: 'en', readers: [writer], seen, directory: HEAD, ...words, form },
            ...(at === 0 && { first: { name: null, label: null, promise } }),
          }
    const officer: Recipient = { role: 'officer', reader: 'one', certificate: made.certificate }
    const { data, keys } = await sealer.seal(
      letter as Parameters<typeof sealer.seal>[0],
      [officer],
      dir === 'r>o' ? (reporter as PrivateKeyHandle) : own,
    )
    letters.push({
      ...{ id: msg, dir, seq, kind, on: DAY, half: null, sealedTo: ['one'] },
      data: base64url(data),
      key: base64url(keys[0]?.bytes ?? new Uint8Array()),
      hash: await sealer.hash(data),
    })
  }
  return {
    ...{ id, office: 'ethics', door: 'page', letters, events: [], consents: [] },
    ...{ reporterCertificate: reporter.certificate, receivedOn: DAY, dueOn: '2026-11-23' },
    ...{ hoursLeft: null, respondedOn: null, readers: [{ id: 'one', label: 'one', you: true }] },
  } as Partial<WireCase> as WireCase
}

function formOf(reporter: ReporterKey) {
  return {
    ...{ leaf: 'x', taps: [], about: [], keptOut: [], flags: [], identity: 'not_told' },
    ...{ passOn: false, when: null, where: null, rosterVersion: 1, policy: 'p' },
    reporter: (reporter as PrivateKeyHandle).fingerprint,
  }
}

/** Opens a case at the desk, all of what its worker does with it: version 2 held against version 1. */
export async function openCaseFigures(rounds: number): Promise<readonly Figure[]> {
  const staff = await staffOf()
  const opening = async (version: 1 | 2) => {
    const wireCase = await caseOf(version, staff)
    const open = () => openCase(wireCase, staff.own, staff.history)
    const { troubles, letters } = await open()
    const faults = [...troubles, ...letters.flatMap(({ trouble }) => trouble ?? [])]
    if (faults.length > 0) throw new Error(`a case with faults is no case: ${faults.join()}`)
    return here(`version ${version}`, open)
  }
  const sides = [await opening(2), await opening(1)]
  const [two = [], one = []] = await race(sides, { rounds, turns: 5, atOnce: 1 })
  const what = `a case of ${MESSAGES} messages is opened at the desk, all of version 2`
  return [
    {
      what,
      against: 'the same, of version 1',
      unit: 'x',
      ...longer(two, one, 0.5),
      target: atMost(1.3),
    },
  ]
}
