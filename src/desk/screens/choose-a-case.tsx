import type { ReactElement } from 'react'
import type { Queue } from '#wire/desk.ts'
import { useDesk } from '../model/desk-context.ts'
import { texts } from '../texts.ts'
import { Locked } from './locked.tsx'

/** Placeholder beside the list while no case is selected. */
export function ChooseACase({ queue }: { queue: Queue | null }): ReactElement {
  const { key } = useDesk()
  const words = texts.queue
  if (queue?.rows.length === 0) {
    return (
      <div className="calm resting">
        <h2>{words.nothing}</h2>
        <p>{words.nothingMore}</p>
      </div>
    )
  }
  if (!key.open) return <Locked />
  return (
    <div className="calm resting">
      <h2>{words.choose}</h2>
      <p className="quiet">{words.chooseMore}</p>
      <p className="quiet">{words.hint}</p>
    </div>
  )
}
