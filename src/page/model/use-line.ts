import { useEffect, useState } from 'preact/hooks'

/** Short work is not spoken of; longer work is, and work that takes very long is called slow. */
const SHOWN_MS = 500
const SLOW_MS = 8_000

/** How the line is, as far as a person should know: at work, slow, or gone. `null` when there is nothing to say. */
export function useLine(busy: boolean): 'busy' | 'slow' | 'offline' | null {
  const [away, setAway] = useState(!navigator.onLine)
  const [long, setLong] = useState<'busy' | 'slow' | null>(null)
  useEffect(() => {
    const look = () => setAway(!navigator.onLine)
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
  useEffect(() => {
    setLong(null)
    if (!busy) return
    const timers = [
      setTimeout(() => setLong('busy'), SHOWN_MS),
      setTimeout(() => setLong('slow'), SLOW_MS),
    ]
    return () => timers.forEach(clearTimeout)
  }, [busy])
  return away ? 'offline' : long
}
