import { isSealedHalf } from '#crypto/envelope-gate.ts'
import { sealer } from '#crypto/seal.ts'
import type { Day } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { lastOfficeAct } from '#domain/case/event.ts'
import { newMessageId, type OfficerId, systemChance } from '#domain/case/ids.ts'
import { CONTEXT_V2, seenIn } from '#domain/case/message-v2.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { Letter, ReporterKey } from '#ports.ts'
import { toChannelV1 } from '#wire/v1.ts'
import type { DeskCase } from '../fixtures/desk-store.ts'
import type { DeskRun } from './running-desk.ts'

/** The person says who she is, so that it takes an officer and a custodian to read it. */
export async function sayName(
  { staff, today }: Pick<DeskRun, 'staff' | 'today'>,
  deskCase: DeskCase & { readonly reporter: ReporterKey },
  name: string,
  version: 1 | 2 = 2,
): Promise<SealedLetter> {
  const reporterLetters = deskCase.letters.filter(({ dir }) => dir === 'r>o')
  const last = reporterLetters.at(-1)
  const id = newMessageId(systemChance)
  const place = { case: deskCase.id, dir: 'r>o', seq: reporterLetters.length + 1 } as const
  const prev = last === undefined ? null : await sealer.hash(last.data)
  const head = {
    typ: 'identity',
    msg: id,
    office: deskCase.office,
    day: today,
    lang: 'en',
  } as const
  const officers = staff.officers.filter((one) => deskCase.readers.includes(one.id))
  const hashes = await Promise.all(deskCase.letters.map(({ data }) => sealer.hash(data)))
  const seen = seenIn(
    deskCase.letters.map((letter, at) => ({ ...letter, hash: hashes[at] ?? '' })),
    'r>o',
  )
  const words = { ...head, ...place, prev, text: new Confidential(name), form: {} }
  const sides = [
    officers.map((one) => ({
      ...{ role: 'officer', reader: one.id, certificate: one.key.certificate },
    })),
    staff.custodians.map((one) => ({
      ...{ role: 'custodian', reader: one.id, certificate: one.key.certificate },
    })),
  ] as const
  const readers = officers.map(({ key }) => key.fingerprint as string).toSorted()
  const newer = {
    ...{ v: 2, ctx: CONTEXT_V2, root: staff.root.fingerprint, readers, seen },
    ...{ channel: toChannelV1(deskCase.channel), directory: staff.directory.hash },
  } as const
  const envelope = await sealer.sealShared(
    (version === 1 ? { v: 1, ...words } : { ...newer, ...words }) as Letter,
    sides as unknown as Parameters<typeof sealer.sealShared>[1],
    deskCase.reporter,
  )
  const letter: SealedLetter = { id, ...place, kind: 'identity', on: today, ...envelope }
  deskCase.letters.push(letter)
  return letter
}

/** What the store would hold once an officer has asked. */
export async function requestOf(
  { desk, custody }: Pick<DeskRun, 'desk' | 'custody'>,
  deskCase: DeskCase,
  on: Day,
  by = 'ethics-2',
): Promise<string> {
  const { letters, events } = desk.cases.get(deskCase.id) ?? deskCase
  const letter = letters.findLast(({ kind }) => kind === 'identity')
  const packet = letter?.keys.find(({ reader }) => reader === 'custodian-1')
  if (packet === undefined || letter === undefined) throw new TypeError('no name')
  const id = newMessageId(systemChance)
  const between = letters.filter(({ dir }) => dir !== 'o>o').map(({ data }) => data)
  custody.requests.set(id, {
    ...{ id, reference: deskCase.reference, office: deskCase.office, zone: deskCase.terms.zone },
    ...{ askedOn: on, reason: 'protection', officer: by as OfficerId, case: deskCase.id },
    ...{ message: letter.id, asked: lastOfficeAct(events) },
    ...{ half: packet.bytes, readers: deskCase.readers, keptBy: ['custodian-1'] },
    hashes: await Promise.all(between.map((data) => sealer.hash(data))),
    sealed: isSealedHalf(packet.bytes) ? [] : between,
  })
  return id
}

/** What a custodian decided, put where the store would have put it. */
export function deliver({ custody }: Pick<DeskRun, 'custody'>, deskCase: DeskCase, on: Day): void {
  const decision = custody.decided.at(-1)?.decision
  const at = deskCase.letters.findIndex(({ kind }) => kind === 'identity')
  const letter = deskCase.letters[at]
  if (decision === undefined || letter === undefined) throw new TypeError('nothing was decided')
  if (decision.verdict === 'released') {
    deskCase.letters[at] = { ...letter, keys: [...letter.keys, ...decision.keys] }
    deskCase.events.push({
      ...{ act: 'identity_released', by: 'custodian', on, at: null, reason: null, corrects: null },
      signedAct: decision.signedAct,
    })
  }
  deskCase.nameAsked = { on, decision: decision.verdict }
}
