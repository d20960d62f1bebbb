import { useCallback, useEffect, useState } from 'react'

/** Leaves that were read on this machine, by case. `null` where the first letter did not tell. */
export interface LearnedCategories {
  readonly leaves: ReadonlyMap<string, string | null>
  learn(id: string, leaf: string | null): void
}

/** What was learned is forgotten with the lock. */
export function useLearned(open: boolean): LearnedCategories {
  const [leaves, setLeaves] = useState<ReadonlyMap<string, string | null>>(new Map())
  useEffect(() => {
    if (!open) setLeaves(new Map())
  }, [open])
  const learn = useCallback((id: string, leaf: string | null) => {
    setLeaves((before) => (before.get(id) === leaf ? before : new Map(before).set(id, leaf)))
  }, [])
  return { leaves, learn }
}
