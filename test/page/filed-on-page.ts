import type { ReporterKey } from '#ports.ts'
import type { DeskRun } from '../desk/running-desk.ts'
import { type AttachedFile, putSealedCase, type Story } from '../desk/sealed-case.ts'
import type { DeskCase } from '../fixtures/desk-store.ts'

/** A concern as it arrives from the anonymous page, with its files. */
export async function filedOnPage(
  run: DeskRun,
  story: Partial<Story> = {},
  files: readonly AttachedFile[] = [],
): Promise<DeskCase & { reporter: ReporterKey }> {
  const deskCase = await putSealedCase(run.desk, run.staff, run.today, {
    leaf: 'attention.noted_no_action',
    taps: ['tell_only'],
    channel: 'web_page',
    turns: [{ kind: 'concern', text: 'The scaffold has no rails.', ago: 1, files }],
    ...story,
  })
  const readers = deskCase.readers
  for (const { line, sealed } of files) {
    run.attachments.files.push({ case: deskCase.id, id: line.id, readers, bytes: sealed })
  }
  return deskCase
}
