import { useCallback, useRef } from 'react'
import { MOST_COUNTED, ROWS_A_PAGE } from '#domain/case/pile.ts'
import type { QueuePage } from '#wire/desk.ts'
import { type RemoteValue, useFetched } from './fetched.ts'

/** A list that is fetched in pages. */
export interface Pages<First extends QueuePage> extends RemoteValue<First> {
  /** Fetches the list again, with a page more; `null` where there is none, or none that is listed (`MOST_COUNTED`). */
  readonly more: (() => void) | null
}

const MOST_PAGES = MOST_COUNTED / ROWS_A_PAGE

/** Fetches a list again as far as it is shown, one page after the other: others are served between two of them. */
export function usePages<First extends QueuePage>(
  key: string,
  first: () => Promise<First>,
  rowsAfter: (place: string) => Promise<QueuePage>,
): Pages<First> {
  const wanted = useRef(1)
  const list = useFetched(key, async () => {
    const start = await first()
    const rows = new Map(start.rows.map((row) => [row.id, row]))
    let { next } = start
    for (let page = 1; page < wanted.current; page += 1) {
      const pages: QueuePage[] = []
      for (const place of next) pages.push(await rowsAfter(place))
      // A case that moved in between stands where it was read last.
      for (const row of pages.flatMap((each) => each.rows)) rows.set(row.id, row)
      next = pages.flatMap((each) => each.next)
    }
    return { ...start, rows: [...rows.values()], next }
  })
  const { again } = list
  const more = useCallback(() => {
    wanted.current += 1
    again()
  }, [again])
  const is = (list.value?.next.length ?? 0) > 0 && wanted.current < MOST_PAGES
  return { ...list, more: is ? more : null }
}
