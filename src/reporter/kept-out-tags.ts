import type { CaseId, OfficerId } from '#domain/case/ids.ts'
import type { Services } from '#ports.ts'

const TAG_BYTES = 32

/**
 * Exclusion tags of a case. An excluded office or head adds one tag of no person: the database shows that there is an
 * exclusion, not whether of a person or an office.
 */
export async function keptOutTags(
  { exclusions, chance }: Pick<Services, 'exclusions' | 'chance'>,
  id: CaseId,
  { keptOut, officeKeptOut }: { keptOut: readonly string[]; officeKeptOut: boolean },
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const tags = await Promise.all(keptOut.map((officer) => exclusions.tag(id, officer as OfficerId)))
  return officeKeptOut ? [...tags, new Uint8Array(chance(TAG_BYTES))] : tags
}
