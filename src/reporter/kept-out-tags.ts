import type { CaseId, OfficerId } from '#domain/case/ids.ts'
import type { Services } from '#ports.ts'

const TAG_BYTES = 32

/**
 * The tags of a case. Where an office as a whole is kept out, or the head, one stands for nobody: what asks whether
 * anybody is kept out then hears yes, and the database does not say whether it was a person or an office.
 */
export async function keptOutTags(
  { exclusions, chance }: Pick<Services, 'exclusions' | 'chance'>,
  id: CaseId,
  { keptOut, officeKeptOut }: { keptOut: readonly string[]; officeKeptOut: boolean },
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const tags = await Promise.all(keptOut.map((officer) => exclusions.tag(id, officer as OfficerId)))
  return officeKeptOut ? [...tags, new Uint8Array(chance(TAG_BYTES))] : tags
}
