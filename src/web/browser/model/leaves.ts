import { useCallback, useEffect, useRef, useState } from 'react'
import type { QueueRow } from '../../../case/wire.ts'
import { useDesk } from './desk-context.ts'

/**
 * The leaf of each row in view, read from the first letter on this machine while the key is open, one case at a time,
 * and forgotten with the lock. A row with something unread is left alone: to fetch it would say that it was read.
 */
export function useLeaves(rows: readonly QueueRow[]) {
  const { api, keeper, key, learned } = useDesk()
  const { leaves, learn } = learned
  const [inView, setInView] = useState<ReadonlySet<string>>(new Set())
  const ids = useRef(new Map<Element, string>())
  const [observer] = useState(
    () =>
      new IntersectionObserver((seen) => {
        setInView((before) => {
          const now = new Set(before)
          for (const { target, isIntersecting } of seen) {
            const id = ids.current.get(target)
            if (id !== undefined && isIntersecting) now.add(id)
            else if (id !== undefined) now.delete(id)
          }
          return now
        })
      }),
  )

  const watch = useCallback(
    (element: Element | null, id: string) => {
      if (element === null) return () => undefined
      ids.current.set(element, id)
      observer.observe(element)
      return () => {
        observer.unobserve(element)
        ids.current.delete(element)
      }
    },
    [observer],
  )

  const ready = key.open && key.roster !== null
  const next = ready
    ? rows.find((row) => !row.unread && inView.has(row.id) && !leaves.has(row.id))?.id
    : undefined
  useEffect(() => {
    if (next === undefined) return
    let current = true
    const keep = (leaf: string | null) => current && learn(next, leaf)
    api
      .open(next)
      .then((held) => keeper.ask('read', { held }))
      .then(
        (read) => keep(read.form?.leaf ?? null),
        () => keep(null),
      )
    return () => {
      current = false
    }
  }, [next, api, keeper, learn])

  return { watch, of: (id: string): string | null => leaves.get(id) ?? null }
}
