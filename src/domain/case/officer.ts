import type { Office } from '../concern/office.ts'
import type { Fingerprint, OfficerId } from './ids.ts'

/** An officer as the signed roster has him. Reporters see the label, never a name. */
export interface Officer {
  readonly id: OfficerId
  readonly office: Office
  readonly role: 'lead' | 'officer'
  /** Public, by role: "Officer 2 of the ethics office". */
  readonly label: string
  readonly fingerprint: Fingerprint
}

/** Holds the other half of sealed names, and is no officer of any office. Reporters and officers see the label. */
export type Custodian = Pick<Officer, 'id' | 'label' | 'fingerprint'>
