import { useCallback, useEffect, useState } from 'react'
import { type DeskRoute, deskRouteOf } from './desk-route.ts'

/** Current route and navigation, on top of the browser's history. */
export function useDeskRoute(): { place: DeskRoute; go: (next: DeskRoute) => void } {
  const [place, setPlace] = useState<DeskRoute>(() => deskRouteOf(window.history.state))
  useEffect(() => {
    const returned = (event: PopStateEvent) => setPlace(deskRouteOf(event.state))
    window.addEventListener('popstate', returned)
    return () => window.removeEventListener('popstate', returned)
  }, [])
  const go = useCallback((next: DeskRoute) => {
    window.history.pushState(next, '')
    setPlace(next)
  }, [])
  return { place, go }
}
