import { computeCaseStatus } from '#domain/case/deadline.ts'
import { base64url } from '#domain/case/ids.ts'
import type { WireCase } from '#wire/desk.ts'
import { toChannelV1 } from '#wire/v1.ts'
import type { DeskCase } from '../fixtures/desk-store.ts'

/** A kept case as the server would send it to one officer. */
export function wire(deskCase: DeskCase, officer: string): WireCase {
  const { state, dueOn, pausedOn, pausedDays, acknowledgedOn, respondedOn, outcome } =
    computeCaseStatus(deskCase.terms, deskCase.events)
  return {
    id: deskCase.id,
    reference: deskCase.reference,
    category: deskCase.category,
    categoryLabel: '',
    leaf: deskCase.leaf,
    door: toChannelV1(deskCase.channel),
    doorLabel: '',
    state,
    section: 'week',
    standing: 'open',
    daysLeft: 3,
    hoursLeft: null,
    receivedOn: deskCase.terms.receivedOn,
    dueOn,
    unread: true,
    heldBy: null,
    setAside: false,
    mine: false,
    office: deskCase.office,
    identity: deskCase.identity,
    passOn: deskCase.passOn,
    flags: [...deskCase.flags],
    name: null,
    consents: [...deskCase.consents],
    passableTo: ['ombudsman', 'investigations', 'hr'],
    events: [],
    reporterCertificate: deskCase.reporterCertificate,
    readers: deskCase.readers.map((id) => ({ id, label: id, you: id === officer })),
    pausedOn,
    pausedDays,
    acknowledgedOn,
    respondedOn,
    outcome,
    letters: deskCase.letters.map(({ id, dir, seq, kind, on, data, keys }) => {
      const key = keys.find(({ role, reader }) => role !== 'released' && reader === officer)
      return {
        id,
        dir,
        seq,
        kind,
        on,
        data: base64url(data),
        key: key === undefined ? null : base64url(key.bytes),
        half: halfOf(keys, officer),
        sealedTo: keys.map(({ reader }) => reader),
      }
    }),
  }
}

function halfOf(keys: DeskCase['letters'][number]['keys'], officer: string): string | null {
  if (!keys.some(({ role }) => role === 'custodian')) return null
  const disclosedHalf = keys.find(({ role, reader }) => role === 'released' && reader === officer)
  return disclosedHalf === undefined ? 'missing' : base64url(disclosedHalf.bytes)
}
