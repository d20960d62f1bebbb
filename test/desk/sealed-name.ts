import { sealer } from '#crypto/seal.ts'
import type { Day } from '#domain/case/day.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import { newMessageId, type OfficerId, systemChance } from '#domain/case/ids.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { ReporterKey } from '#ports.ts'
import type { DeskCase } from '../fixtures/desk-store.ts'
import type { DeskRun } from './running-desk.ts'

/** The person says who she is, so that it takes an officer and a custodian to read it. */
export async function sayName(
  { staff, today }: Pick<DeskRun, 'staff' | 'today'>,
  deskCase: DeskCase & { readonly reporter: ReporterKey },
  name: string,
): Promise<SealedLetter> {
  const reporterLetters = deskCase.letters.filter(({ dir }) => dir === 'r>o')
  const last = reporterLetters.at(-1)
  const id = newMessageId(systemChance)
  const place = { case: deskCase.id, dir: 'r>o', seq: reporterLetters.length + 1 } as const
  const prev = last === undefined ? null : await sealer.hash(last.data)
  const head = {
    v: 1,
    typ: 'identity',
    msg: id,
    office: deskCase.office,
    day: today,
    lang: 'en',
  } as const
  const officers = staff.officers.filter((one) => deskCase.readers.includes(one.id))
  const envelope = await sealer.sealShared(
    { ...head, ...place, prev, text: new Confidential(name), form: {} },
    [
      officers.map((one) => ({
        role: 'officer',
        reader: one.id,
        certificate: one.key.certificate,
      })),
      staff.custodians.map((one) => ({
        role: 'custodian',
        reader: one.id,
        certificate: one.key.certificate,
      })),
    ],
    deskCase.reporter,
  )
  const letter: SealedLetter = { id, ...place, kind: 'identity', on: today, ...envelope }
  deskCase.letters.push(letter)
  return letter
}

/** What the store would hold once an officer has asked. */
export function requestOf(
  { desk, custody }: Pick<DeskRun, 'desk' | 'custody'>,
  deskCase: DeskCase,
  on: Day,
): string {
  const letter = desk.cases.get(deskCase.id)?.letters.findLast(({ kind }) => kind === 'identity')
  const packet = letter?.keys.find(({ reader }) => reader === 'custodian-1')
  if (packet === undefined) throw new TypeError('no name')
  const id = newMessageId(systemChance)
  custody.requests.set(id, {
    ...{ id, reference: deskCase.reference, office: deskCase.office, zone: deskCase.terms.zone },
    ...{ askedOn: on, reason: 'protection', officer: 'ethics-2' as OfficerId },
    ...{ half: packet.bytes, readers: deskCase.readers, keptBy: ['custodian-1'] },
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
  }
  deskCase.nameAsked = { on, decision: decision.verdict }
}
