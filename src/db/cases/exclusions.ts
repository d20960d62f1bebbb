import type { CaseId, OfficerId } from '#domain/case/ids.ts'
import type { Exclusions } from '#ports.ts'

/** Is one of these officers kept out of the case? Compared by tags, so the database never says whom. */
export async function anyExcluded(
  rules: Exclusions,
  id: CaseId,
  officers: readonly OfficerId[],
  tags: readonly Uint8Array[],
): Promise<boolean> {
  if (tags.length === 0) return false
  for (const officer of officers) {
    for (const tag of await rules.tags(id, officer)) {
      if (tags.some((other) => Buffer.from(tag).equals(other))) return true
    }
  }
  return false
}
