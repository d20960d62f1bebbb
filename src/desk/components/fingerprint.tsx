import type { ReactElement } from 'react'

/** In groups of four, as it is read aloud. */
export function FingerprintText({ of }: { of: string }): ReactElement {
  const groups = of.match(/.{1,4}/g) ?? []
  return (
    <code className="fingerprint notranslate" translate="no">
      {groups.join(' ')}
    </code>
  )
}
