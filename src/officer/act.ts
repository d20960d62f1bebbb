import type { SignedAct } from '#domain/case/act.ts'
import { type Day, dayIn } from '#domain/case/day.ts'
import type { Envelope } from '#domain/case/envelope.ts'
import type { Act, CaseEvent, Reason } from '#domain/case/event.ts'
import type { CaseId, MessageId } from '#domain/case/ids.ts'
import type { Direction, Kind } from '#domain/case/message.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { Office } from '#domain/concern/office.ts'
import { AppError } from '#errors.ts'
import type { CaseRecord, Change, Services } from '#ports.ts'
import type { UploadedLetter } from '#wire/desk.ts'
import {
  presentReaders,
  readersWent,
  refuseOtherKeys,
  type UsableOfficers,
  usableOfficers,
} from './readers.ts'
import { isRuleViolation } from './rule-violations.ts'
import { sealedBytes } from './sealed-bytes.ts'

/** What an officer's act needs of the server. */
export type OfficerServices = Pick<Services, 'clock' | 'policy' | 'gate' | 'desk' | 'readership'>

/**
 * One act of an officer: its event, the letter that the officer's browser sealed, and its own rules. To add one:
 * docs/how-to.md, “An officer action”.
 */
export interface OfficerAction {
  readonly act: Act
  readonly reason: Reason | null
  readonly letter: {
    readonly kind: Kind
    readonly dir: Direction
    readonly sealed: UploadedLetter
  } | null
  /** Checks of this act beyond those of every act; throws to refuse it. Pure: it runs inside the transaction. */
  readonly refuse?: (caseRecord: CaseRecord) => void | Promise<void>
  /** The act as the officer's machine signed it, where it is signed. */
  readonly signedAct?: SignedAct
  /** What is stored beside event and letter; throws to refuse the act. Pure: it runs inside the transaction. */
  readonly with?: (caseRecord: CaseRecord) => Pick<Change, 'nameRequest'>
}

/**
 * Performs an officer's act on a case: checks the sealed bytes, locks the case, applies the rules, and stores letter,
 * event and status together. An act that breaks a rule is written to the ledger, unless its letter was sealed before an
 * exclusion, or the officer is excluded from the case.
 * @returns the case as it stands afterwards
 * @throws CASE_UNKNOWN; CASE_CLOSED; CASE_CHANGED; ENVELOPE_REFUSED; KEY_REFUSED; ROSTER_REFUSED for a letter
 * without a usable roster; whatever `refuse` and `with` of the action throw
 */
export async function act(
  services: OfficerServices,
  officer: Officer,
  id: CaseId,
  action: OfficerAction,
): Promise<CaseRecord> {
  let overtaken = false
  try {
    const sealed = action.letter && (await sealedBytes(services.gate, action.letter.sealed))
    // Without a roster that counts no letter is sealed. Every other act goes on.
    const roster = await (sealed ? services.readership.roster() : services.readership.known())
    const usable = await usableOfficers(services)
    const colleagues = roster.officers.flatMap(({ id, office }) =>
      office === officer.office ? [id] : [],
    )
    const at = services.clock.now()
    return await services.desk.change(officer.id, id, async (caseRecord) => {
      overtaken = readersWent(sealed?.keys ?? [], presentReaders(caseRecord, usable), colleagues)
      return decide(caseRecord, action, sealed, usable, at, today(services, caseRecord.office))
    })
  } catch (error) {
    if (isRuleViolation(error) && !overtaken) {
      await services.desk.refused(officer.id, action.act, id)
    }
    throw error
  }
}

async function decide(
  caseRecord: CaseRecord,
  action: OfficerAction,
  sealed: Envelope | null,
  usable: UsableOfficers,
  at: Date,
  on: Day,
): Promise<Change> {
  if (caseRecord.status.closedOn !== null)
    throw new AppError('CASE_CLOSED', { case: caseRecord.id })
  await action.refuse?.(caseRecord)
  const event: CaseEvent = {
    act: action.act,
    by: 'officer',
    on,
    at,
    reason: action.reason,
    corrects: null,
    ...(action.signedAct && { signedAct: action.signedAct }),
  }
  if (action.letter === null || sealed === null) return { event, ...action.with?.(caseRecord) }
  const { dir, kind, sealed: uploaded } = action.letter
  if (uploaded.seq !== nextSeq(caseRecord, dir)) {
    throw new AppError('CASE_CHANGED', { case: caseRecord.id })
  }
  refuseOtherKeys(sealed.keys, [
    ...presentReaders(caseRecord, usable).map((reader) => ({ role: 'officer', reader }) as const),
    ...(dir === 'o>r' ? [{ role: 'reporter', reader: 'reporter' } as const] : []),
  ])
  const position = {
    case: caseRecord.id,
    id: uploaded.id as MessageId,
    dir,
    kind,
    seq: uploaded.seq,
    on,
  }
  return { event, letter: { ...position, ...sealed } }
}

/** Number of the next letter in one direction of the conversation; the first is 1. */
function nextSeq(caseRecord: CaseRecord, dir: Direction): number {
  const taken = caseRecord.letters
    .filter((letter) => letter.dir === dir)
    .map((letter) => letter.seq)
  return Math.max(0, ...taken) + 1
}

/** The current day in the office's zone. */
export function today(services: Pick<Services, 'clock' | 'policy'>, office: Office): Day {
  return dayIn(services.policy.offices[office].zone, services.clock.now())
}
