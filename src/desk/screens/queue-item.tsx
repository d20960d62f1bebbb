import type { ReactElement } from 'react'
import type { QueueRow } from '#wire/desk.ts'
import { daysLeft, urgencyOf } from '../model/days-left.ts'
import { languageWords, leafWords } from '../model/labels.ts'
import type { RowLabel } from '../model/learned-labels.ts'
import { texts } from '../texts.ts'

export function QueueItem({
  row,
  label: { leaf, lang },
  chosen,
  tabbable,
  pick,
  open,
}: {
  row: QueueRow
  /** Of a page case empty while the key is locked, and without a sealed label until it was decrypted. */
  label: RowLabel
  chosen: boolean
  tabbable: boolean
  /** Set in selection mode, for rows that may be selected. */
  pick: { readonly on: boolean; readonly toggle: () => void } | null
  open: () => void
}): ReactElement {
  const who = row.mine ? texts.queue.you : (row.heldBy ?? texts.queue.nobody)
  return (
    <li>
      {pick !== null && (
        <label className="pick">
          <input type="checkbox" checked={pick.on} onChange={pick.toggle} />
          <span className="unseen">{texts.many.pick(row.reference)}</span>
        </label>
      )}
      <button
        type="button"
        className="row"
        data-row={row.id}
        aria-current={chosen ? 'true' : undefined}
        tabIndex={tabbable ? 0 : -1}
        onClick={open}
      >
        <span className="dot-place">
          {row.unread && (
            <>
              <span className="dot" aria-hidden="true" />
              <span className="unseen">{texts.queue.unread}</span>
            </>
          )}
        </span>
        <span className="reference">{row.reference}</span>
        <span className="what">{leaf === null ? row.categoryLabel : leafWords(leaf)}</span>
        <span className="left" data-urgency={urgencyOf(row)}>
          {daysLeft(row)}
        </span>
        <span className="where quiet">
          {[row.doorLabel, ...(lang === null ? [] : [languageWords(lang)]), who].join(' · ')}
        </span>
      </button>
    </li>
  )
}
