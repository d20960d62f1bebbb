import type { ReactElement } from 'react'

/** Key fingerprint, in groups of four digits. */
export function FingerprintText({ of }: { of: string }): ReactElement {
  const groups = of.match(/.{1,4}/g) ?? []
  return (
    <code className="fingerprint notranslate" translate="no">
      {groups.join(' ')}
    </code>
  )
}
