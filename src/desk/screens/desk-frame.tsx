import type { ReactElement, ReactNode } from 'react'
import type { Scheme } from '../look/scheme.ts'
import { useOnline } from '../model/freshness.ts'
import { Notice } from '../parts/notice.tsx'
import { texts } from '../texts.ts'
import { Bar } from './bar.tsx'
import { ClocksApart } from './clocks-apart.tsx'
import { RootChanged } from './root-changed.tsx'

/** What stands around a desk, whoever sits at it: what is said of all of it above, and what is only spoken below. */
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
