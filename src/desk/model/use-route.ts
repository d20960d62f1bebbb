import { useCallback, useEffect, useState } from 'react'
import { type DeskRoute, deskRouteOf } from './desk-route.ts'

/** The place, and the way to another: the browser's own Back works. */
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
