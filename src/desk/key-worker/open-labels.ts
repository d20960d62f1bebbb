import { openLabel } from '#crypto/open-label.ts'
import type { PrivateKeyHandle } from '#crypto/private-key-handle.ts'
import { sealer } from '#crypto/seal.ts'
import { fromBase64url } from '#domain/case/ids.ts'
import type { CaseLabel } from '#domain/case/label.ts'
import type { WireLabel } from '#wire/desk.ts'

/** Labels in their order; `null` for one that does not open, or was put beside another case. */
export function openLabels(
  labels: readonly WireLabel[],
  privateKey: PrivateKeyHandle,
): Promise<readonly (CaseLabel | null)[]> {
  return Promise.all(
    labels.map(async ({ id, data, key }) => {
      const sealed = { data: fromBase64url(data), key: fromBase64url(key), privateKey }
      const label = await openLabel(sealed).catch(() => null)
      return label?.case === id ? label : null
    }),
  )
}

/** What the first letter names of a label. */
export function labelHash({ data }: WireLabel): Promise<string> {
  return sealer.hash(fromBase64url(data))
}
