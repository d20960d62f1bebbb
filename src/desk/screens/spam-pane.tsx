import { Button } from '@fluentui/react-components'
import { type ReactElement, useEffect, useRef } from 'react'
import { useDesk } from '../model/desk-context.ts'
import { useMany } from '../model/use-many.ts'
import { usePages } from '../model/use-pages.ts'
import { texts } from '../texts.ts'
import { ManyBar } from './many-bar.tsx'
import { MoreRows } from './more-rows.tsx'
import { QueueParts } from './queue-parts.tsx'
import { Stale } from './stale.tsx'
import { WaitingScreen } from './waiting.tsx'

const NONE = {}

/** List of cases marked as spam, with a button to undo it. */
export function SpamPane({ count, back }: { count: number; back: () => void }): ReactElement {
  const { api } = useDesk()
  const spam = usePages(`aside ${count}`, () => api.spam(), api.rowsAfter)
  const many = useMany('back', spam, spam.again)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const words = texts.aside
  return (
    <section
      className="queue"
      data-choosing={many.chosen === null ? undefined : 'true'}
      aria-label={words.heading}
    >
      <div className="queue-head">
        <h1 ref={heading} tabIndex={-1}>
          {words.heading}
        </h1>
        <p className="quiet">{words.what}</p>
        <div className="queue-acts">
          <Button size="small" onClick={back}>
            <span aria-hidden="true">←</span>&nbsp;{texts.nav.back}
          </Button>
          <ManyBar many={many} />
        </div>
      </div>
      {spam.value === null && spam.busy && <WaitingScreen label={texts.loading} slow={spam.slow} />}
      {spam.code !== null && !spam.busy && <Stale code={spam.code} again={spam.again} />}
      {spam.value?.rows.length === 0 && <p className="queue-none">{words.nothing}</p>}
      <QueueParts rows={spam.value?.rows ?? []} counted={NONE} many={many} />
      <MoreRows list={spam} />
    </section>
  )
}
