import { Button } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import { FingerprintText } from '../components/fingerprint.tsx'
import { Notice } from '../components/notice.tsx'
import { useDesk } from '../model/desk-context.ts'
import { texts } from '../texts.ts'

/** Warning about an untrusted roster. Sealing is refused until it is resolved. */
export function RootChanged(): ReactElement | null {
  const { key, me } = useDesk()
  const { roster } = key
  const words = texts.root
  if (key.rosterAway) return <Notice tone="warning">{words.away}</Notice>
  if (roster === null || roster.is === 'good') return null
  if (roster.is === 'bad') return <Notice tone="warning">{words.bad[roster.why]}</Notice>
  return (
    <Notice tone="error" title={words.changed}>
      <p>{me.demo ? words.changedDemo : words.changedWhat}</p>
      <p>
        {words.pinned}: <FingerprintText of={roster.root} />
      </p>
      <p>
        {words.offered}: <FingerprintText of={roster.offered} />
      </p>
      <Button onClick={() => void key.trust(roster.offered)}>{words.trust}</Button>
    </Notice>
  )
}
