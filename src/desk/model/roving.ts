import { type KeyboardEvent, useEffect, useRef, useState } from 'react'

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
}

/** Roving tabindex of a list: one tab stop; arrow keys, Home and End move within it. The position is kept. */
export function useRoving(order: readonly string[], chosen: string | null) {
  const [moved, setMoved] = useState<string | null>(null)
  const at = [moved, chosen].find((id) => id !== null && order.includes(id)) ?? order[0] ?? null

  const left = useRef<string | null>(null)
  useEffect(() => {
    if (chosen === null && left.current !== null) focusRow(left.current)
    if (chosen !== null) setMoved(chosen)
    left.current = chosen
  }, [chosen])

  function onKeyDown(event: KeyboardEvent): void {
    const step = Object.hasOwn(STEPS, event.key) ? STEPS[event.key] : undefined
    if (step === undefined || at === null || event.ctrlKey || event.altKey || event.metaKey) return
    const next = order[step(order.indexOf(at), order.length - 1)]
    if (next === undefined) return
    event.preventDefault()
    setMoved(next)
    focusRow(next)
  }
  return { at, onKeyDown }
}

function focusRow(id: string): void {
  const row = document.querySelector(`[data-row="${CSS.escape(id)}"]`)
  if (row instanceof HTMLElement) row.focus()
}
