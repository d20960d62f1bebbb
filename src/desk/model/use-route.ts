import { useCallback, useEffect, useState } from 'react'
import { type DeskRoute, deskRouteOf } from './desk-route.ts'

/** Current route and navigation, on top of the browser's history. */
export function useDeskRoute(): { route: DeskRoute; go: (next: DeskRoute) => void } {
  const [route, setRoute] = useState<DeskRoute>(() => deskRouteOf(window.history.state))
  useEffect(() => {
    const returned = (event: PopStateEvent) => setRoute(deskRouteOf(event.state))
    window.addEventListener('popstate', returned)
    return () => window.removeEventListener('popstate', returned)
  }, [])
  const go = useCallback((next: DeskRoute) => {
    window.history.pushState(next, '')
    setRoute(next)
  }, [])
  return { route, go }
}
