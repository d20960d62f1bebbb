import type { DoorCounts, DoorMarks, Letterbox, ReporterKeyGate, World } from '../../ports.ts'

/** What the server's verbs of the anonymous door need. They never meet a word that anybody wrote, nor a key to one. */
export interface DoorWorld
  extends Pick<
    World,
    | 'clock'
    | 'chance'
    | 'policy'
    | 'policyHash'
    | 'gate'
    | 'readership'
    | 'exclusions'
    | 'intake'
    | 'outbox'
  > {
  readonly letterbox: Letterbox
  readonly doorCounts: DoorCounts
  readonly doorMarks: DoorMarks
  readonly reporterKeys: ReporterKeyGate
}
