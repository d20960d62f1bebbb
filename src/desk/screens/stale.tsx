import { Button } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import { Notice } from '../components/notice.tsx'
import { errorWords, texts } from '../texts.ts'

/** Warning that the queue is outdated. Sign-in opens another window, so that drafts are kept. */
export function Stale({ code, again }: { code: string; again: () => void }): ReactElement {
  const out = code === 'SIGNED_OUT'
  const signIn = () => window.open('/auth/login', '_blank', 'noopener')
  return (
    <Notice tone="warning">
      <p>{out ? errorWords('read', code) : texts.queue.stale}</p>
      {out && <Button onClick={signIn}>{texts.signedOut.button}</Button>}
      <Button onClick={again}>{texts.queue.again}</Button>
    </Notice>
  )
}
