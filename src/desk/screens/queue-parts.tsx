import type { KeyboardEvent, ReactElement } from 'react'
import type { Queue, QueueRow } from '#wire/desk.ts'
import { useDesk } from '../model/desk-context.ts'
import { useRoving } from '../model/roving.ts'
import { parts } from '../model/sections.ts'
import type { Many } from '../model/use-many.ts'
import { texts } from '../texts.ts'
import { QueueItem } from './queue-item.tsx'

/** Sections of the queue. Arrow keys move among rows; Escape ends selection. */
export function QueueParts({
  rows,
  counted,
  many,
}: {
  rows: readonly QueueRow[]
  /** How many cases stand in each section, where that is known; rows are those that are listed yet. */
  counted: Queue['sections']
  many: Many
}): ReactElement {
  const { route, go, key, learned } = useDesk()
  const shown = parts(rows)
  const chosen = route.at === 'case' ? route.id : null
  const order = shown.flatMap((part) => part.rows.map((row) => row.id))
  const roving = useRoving(order, chosen)
  // Of a page case by its sealed label, or once it was decrypted.
  const labelOf = ({ id, leaf }: QueueRow) =>
    learned.labels.get(id) ?? { leaf: key.open ? leaf : null, lang: null }
  const pick = (row: QueueRow) =>
    many.chosen === null || !many.may.includes(row)
      ? null
      : { on: many.chosen.has(row.id), toggle: () => many.toggle(row.id) }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && many.chosen !== null) many.stop()
    else roving.onKeyDown(event)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside
    <div onKeyDown={onKeyDown}>
      {shown.map(({ section, rows: inside }) => (
        <section
          key={section}
          className="part"
          data-section={section}
          aria-labelledby={`part-${section}`}
        >
          <h2 id={`part-${section}`}>
            <span>{texts.sections.names[section]}</span>
            <span className="count">
              {texts.queue.listed(inside.length, counted[section] ?? inside.length)}
            </span>
          </h2>
          <ul>
            {inside.map((row) => (
              <QueueItem
                key={row.id}
                row={row}
                label={labelOf(row)}
                chosen={row.id === chosen}
                tabbable={row.id === roving.at}
                pick={pick(row)}
                open={() => go({ at: 'case', id: row.id })}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
