import { useCallback, useEffect, useState } from 'react'
import { type Place, placeOf } from './desk-route.ts'

/** The place, and the way to another: the browser's own Back works. */
export function usePlace(): { place: Place; go: (next: Place) => void } {
  const [place, setPlace] = useState<Place>(() => placeOf(window.history.state))
  useEffect(() => {
    const returned = (event: PopStateEvent) => setPlace(placeOf(event.state))
    window.addEventListener('popstate', returned)
    return () => window.removeEventListener('popstate', returned)
  }, [])
  const go = useCallback((next: Place) => {
    window.history.pushState(next, '')
    setPlace(next)
  }, [])
  return { place, go }
}
