import { useCallback, useEffect, useState } from 'react'

/** Leaves from decrypted first letters, by case id; `null` where the letter has none. In memory only. */
export interface LearnedCategories {
  readonly leaves: ReadonlyMap<string, string | null>
  learn(id: string, leaf: string | null): void
}

/** Empties it, when the key is locked. */
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
