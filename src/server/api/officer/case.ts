import { section } from '#domain/case/queue-section.ts'
import { nameState, sharedName } from '#domain/case/sealed-name.ts'
import { today } from '#officer/act.ts'
import { presentReaders } from '#officer/readers.ts'
import { passableTo } from '#officer/request-consent.ts'
import type { CaseRecord } from '#ports.ts'
import type { WireCase, WireLetter } from '#wire/desk.ts'
import { nativeBase64url } from '../../reply.ts'
import { labelOf, type RowContext, rowOf } from './queue-row.ts'

/** A case for one officer's desk: the officer's own key packets, and the recipients of each letter. */
export function wireCaseOf(looking: RowContext, caseRecord: CaseRecord): WireCase {
  const { services, officer } = looking
  const where = { ...caseRecord.status, danger: caseRecord.danger }
  const part =
    section(where, today(services, caseRecord.office), services.clock.now()) ?? 'answered'
  return {
    ...rowOf(looking, caseRecord, part),
    setAside: caseRecord.isSpam,
    office: caseRecord.office,
    identity: caseRecord.identity,
    passOn: caseRecord.passOn,
    flags: [...caseRecord.flags],
    name: nameState(caseRecord),
    consents: [...caseRecord.consents],
    passableTo: [...passableTo(services, caseRecord, looking.healthy)],
    events: caseRecord.events.map(({ act, by, on, reason, signedAct }) => ({
      ...{ act, by, on, reason },
      ...(signedAct && { signedAct }),
    })),
    letters: caseRecord.letters.map((letter) => letterOf(looking, letter)),
    reporterCertificate: caseRecord.reporterCertificate,
    readers: presentReaders(caseRecord, looking.usable).map((id) => ({
      id,
      label: labelOf(looking, id),
      you: id === officer.id,
    })),
    pausedDays: caseRecord.status.pausedDays,
    pausedOn: caseRecord.status.pausedOn,
    acknowledgedOn: caseRecord.status.acknowledgedOn,
    respondedOn: caseRecord.status.respondedOn,
    outcome: caseRecord.status.outcome,
  }
}

function letterOf(looking: RowContext, letter: CaseRecord['letters'][number]): WireLetter {
  const { id, dir, seq, kind, on, data, key, disclosedHalf, sealedTo } = letter
  return {
    id,
    dir,
    seq,
    kind,
    on,
    data: nativeBase64url(data),
    key: key && nativeBase64url(key),
    half: halfOf(letter, disclosedHalf),
    sealedTo: sealedTo
      .filter(({ role }) => role !== 'released')
      .map(({ role, reader }) => keyLabel(looking, role, reader)),
  }
}

/**
 * The disclosed half of a split name in base64url, `missing` while none is disclosed; `null` for letters with a whole
 * key.
 */
function halfOf(
  letter: CaseRecord['letters'][number],
  disclosedHalf: Uint8Array | null,
): WireLetter['half'] {
  if (sharedName([letter]) === undefined) return null
  return disclosedHalf === null ? 'missing' : nativeBase64url(disclosedHalf)
}

function keyLabel(looking: RowContext, role: string, reader: string): string {
  if (role === 'officer') return labelOf(looking, reader)
  if (role === 'custodian') return 'A custodian, for the other half'
  return role === 'reporter' ? 'The person who wrote' : 'Another key'
}
