import type { OfficerId } from '#domain/case/ids.ts'
import { OFFICES, type Office } from '#domain/concern/office.ts'

export interface DemoOfficer {
  readonly id: OfficerId
  readonly office: Office
  readonly role: 'lead' | 'officer'
  readonly label: string
}

const NAMES: Readonly<Record<Office, string>> = {
  ethics: 'ethics office',
  ombudsman: 'ombudsman’s office',
  investigations: 'investigations office',
  hr: 'human resources',
}

/** Four offices of three: a lead and two officers, by role and never by name. */
export const DEMO_OFFICERS: readonly DemoOfficer[] = OFFICES.flatMap((office) =>
  [1, 2, 3].map((number) => ({
    id: `${office}-${number}` as OfficerId,
    office,
    role: number === 1 ? ('lead' as const) : ('officer' as const),
    label: number === 1 ? headOf(office) : `Officer ${number}, ${NAMES[office]}`,
  })),
)

function headOf(office: Office): string {
  return office === 'hr' ? `Head of ${NAMES.hr}` : `Head of the ${NAMES[office]}`
}

/** Two people outside the four offices who keep the other half of names: one may be away. */
export const DEMO_CUSTODIANS: readonly Pick<DemoOfficer, 'id' | 'label'>[] = [
  { id: 'custodian-1' as OfficerId, label: 'Custodian of names, legal affairs' },
  { id: 'custodian-2' as OfficerId, label: 'Custodian of names, medical service' },
]
