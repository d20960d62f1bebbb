import { useEffect, useState } from 'preact/hooks'

/** Delays in ms after which running work is announced, and called slow. */
const SHOWN_MS = 500
const SLOW_MS = 8_000

/** State of the connection for the user: working, slow or lost; `null` for none of them. */
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
