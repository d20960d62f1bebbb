import { Button } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import type { Queue } from '../../../case/wire.ts'
import { useDesk } from '../model/desk-context.ts'
import type { Fetched } from '../model/fetched.ts'
import { useLeaves } from '../model/leaves.ts'
import { useRoving } from '../model/roving.ts'
import { counts, parts } from '../model/sections.ts'
import { Notice } from '../parts/notice.tsx'
import { texts } from '../texts.ts'
import { QueueItem } from './queue-item.tsx'
import { Waiting } from './waiting.tsx'

/** The list is the product: what is late first, every number with its meaning, no name and no words of a person. */
export function QueuePane({ queue }: { queue: Fetched<Queue> }): ReactElement {
  const { place, go } = useDesk()
  const rows = queue.value?.rows ?? []
  const shown = parts(rows)
  const chosen = place.at === 'case' ? place.id : null
  const order = shown.flatMap((part) => part.rows.map((row) => row.id))
  const roving = useRoving(order, chosen)
  const leaves = useLeaves(rows)
  return (
    <section className="queue" aria-label={texts.queue.heading}>
      <div className="queue-head">
        <h1>{texts.queue.heading}</h1>
        <p className="quiet">
          {counts(shown)
            .map(({ section, count }) => `${count} ${texts.sections.inLine[section]}`)
            .join(' · ') || (queue.value === null ? '' : texts.queue.summary(0))}
        </p>
      </div>
      {queue.value === null && queue.busy && <Waiting label={texts.loading} slow={queue.slow} />}
      {queue.code !== null && !queue.busy && <Stale code={queue.code} again={queue.again} />}
      {queue.value?.elsewhere === true && (
        <Notice tone="warning" title={texts.queue.elsewhere}>
          {texts.queue.elsewhereMore}
        </Notice>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside */}
      <div onKeyDown={roving.onKeyDown}>
        {shown.map(({ section, rows: inside }) => (
          <section
            key={section}
            className="part"
            data-section={section}
            aria-labelledby={`part-${section}`}
          >
            <h2 id={`part-${section}`}>
              <span>{texts.sections.names[section]}</span>
              <span className="count">{inside.length}</span>
            </h2>
            <ul>
              {inside.map((row) => (
                <QueueItem
                  key={row.id}
                  row={row}
                  leaf={leaves.of(row.id)}
                  chosen={row.id === chosen}
                  tabbable={row.id === roving.at}
                  watch={leaves.watch}
                  open={() => go({ at: 'case', id: row.id })}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  )
}

/** The list is older than it should be. Signing in happens in another window: what is typed here must not be lost. */
function Stale({ code, again }: { code: string; again: () => void }): ReactElement {
  const out = code === 'SIGNED_OUT'
  const signIn = () => window.open('/auth/login', '_blank', 'noopener')
  return (
    <Notice tone="warning">
      <p>{out ? texts.errors['SIGNED_OUT'] : texts.queue.stale}</p>
      {out && <Button onClick={signIn}>{texts.signedOut.button}</Button>}
      <Button onClick={again}>{texts.queue.again}</Button>
    </Notice>
  )
}
