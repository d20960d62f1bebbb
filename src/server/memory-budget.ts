/** Memory that clients of one server take together. */
export interface MemoryBudget<Of> {
  /** Takes down what a client uses now; its time counts from the first call. */
  set(of: Of, bytes: number): void
  forget(of: Of): void
}

/**
 * While all use more than `bytes` together, those with the largest product of bytes and time are ended. The last one is
 * not, and a new one is never the first to go, so that nobody who only waits locks others out.
 */
export function memoryBudget<Of extends { destroy(): unknown }>(bytes: number): MemoryBudget<Of> {
  const used = new Map<Of, { readonly bytes: number; readonly since: number }>()
  let total = 0
  const forget = (of: Of) => {
    total -= used.get(of)?.bytes ?? 0
    used.delete(of)
  }
  const endLargest = () => {
    const now = performance.now()
    let [largest, most]: [Of | null, number] = [null, -1]
    for (const [of, { bytes: its, since }] of used) {
      const cost = its * (now - since)
      if (cost > most) [largest, most] = [of, cost]
    }
    if (largest === null) return
    forget(largest)
    largest.destroy()
  }
  return {
    forget,
    set(of, its) {
      const since = used.get(of)?.since ?? performance.now()
      forget(of)
      used.set(of, { bytes: its, since })
      total += its
      while (total > bytes && used.size > 1) endLargest()
    },
  }
}
