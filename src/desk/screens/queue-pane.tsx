import { Button } from '@fluentui/react-components'
import { type ReactElement, useRef, useState } from 'react'
import type { Queue } from '#wire/desk.ts'
import { Notice } from '../components/notice.tsx'
import { counts } from '../model/sections.ts'
import { useMany } from '../model/use-many.ts'
import type { Pages } from '../model/use-pages.ts'
import { texts } from '../texts.ts'
import { ManyBar } from './many-bar.tsx'
import { MoreRows } from './more-rows.tsx'
import { QueueParts } from './queue-parts.tsx'
import { SpamPane } from './spam-pane.tsx'
import { Stale } from './stale.tsx'
import { WaitingScreen } from './waiting.tsx'

const NONE = { aside: 0, asideLate: 0, endedLate: 0, sections: {}, full: false }

/** Queue: late cases first; no name and no text of a reporter. */
export function QueuePane({ queue }: { queue: Pages<Queue> }): ReactElement {
  const rows = queue.value?.rows ?? []
  const { aside, asideLate, endedLate, sections, full } = queue.value ?? NONE
  const many = useMany('aside', queue, () => undefined)
  const [atSpam, setAtSpam] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  function back() {
    setAtSpam(false)
    requestAnimationFrame(() => heading.current?.focus())
  }
  if (atSpam) return <SpamPane count={aside} back={back} />
  return (
    <section
      className="queue"
      data-choosing={many.chosen === null ? undefined : 'true'}
      aria-label={texts.queue.heading}
    >
      <div className="queue-head">
        <h1 ref={heading} tabIndex={-1}>
          {texts.queue.heading}
        </h1>
        <p className="quiet">
          {counts(sections)
            .map(({ section, count }) => `${count} ${texts.sections.inLine[section]}`)
            .join(' · ') || (queue.value === null ? '' : texts.queue.summary(0))}
        </p>
        {full && <p className="quiet">{texts.queue.full}</p>}
        {endedLate > 0 && <p className="quiet">{texts.queue.endedLate(endedLate)}</p>}
        {(aside > 0 || many.may.length > 0) && (
          <div className="queue-acts">
            {aside > 0 && many.chosen === null && (
              <Button size="small" onClick={() => setAtSpam(true)}>
                {texts.aside.open(aside, asideLate)}
              </Button>
            )}
            <ManyBar many={many} />
          </div>
        )}
      </div>
      {queue.value === null && queue.busy && (
        <WaitingScreen label={texts.loading} slow={queue.slow} />
      )}
      {queue.code !== null && !queue.busy && <Stale code={queue.code} again={queue.again} />}
      {queue.value?.elsewhere === true && (
        <Notice tone="warning" title={texts.queue.elsewhere}>
          {texts.queue.elsewhereMore}
        </Notice>
      )}
      <QueueParts rows={rows} counted={sections} many={many} />
      <MoreRows list={queue} />
    </section>
  )
}
