import type { ReactElement, ReactNode } from 'react'
import { Notice } from '../components/notice.tsx'
import { useOnline } from '../model/freshness.ts'
import { texts } from '../texts.ts'
import type { Scheme } from '../theme/scheme.ts'
import { Bar } from './bar.tsx'
import { ClocksApart } from './clock-check.tsx'
import { RootChanged } from './root-changed.tsx'

/** Frame of both desks: notices above, live region below. */
export function DeskFrame({
  spoken,
  children,
  ...bar
}: {
  spoken: string
  children: ReactNode
  first?: string
  links?: boolean
  scheme: Scheme
  setScheme: (scheme: Scheme) => void
}): ReactElement {
  const online = useOnline()
  return (
    <>
      <header>
        <Bar {...bar} />
        {!online && <Notice tone="warning">{texts.offline}</Notice>}
        <ClocksApart />
        <RootChanged />
      </header>
      {children}
      <p className="unseen" role="status" aria-live="polite">
        {spoken}
      </p>
    </>
  )
}
