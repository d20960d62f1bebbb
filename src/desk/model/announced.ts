import { useCallback, useEffect, useRef, useState } from 'react'
import type { DeskRoute } from './desk-route.ts'

const NOTHING = { text: '' }

/**
 * Live-region message about the last action. Cleared by the next press or screen, so that it never refers to something
 * else, and the same sentence is announced a second time.
 */
export function useAnnounced(route: DeskRoute): [said: string, announce: (text: string) => void] {
  const [announcement, setAnnouncement] = useState(NOTHING)
  const last = useRef(announcement)
  last.current = announcement
  useEffect(() => {
    const silence = () => {
      const before = last.current
      // After the press itself, which may announce something at once; a field being edited is not rendered again.
      setTimeout(() => setAnnouncement((now) => (now === before ? NOTHING : now)))
    }
    document.addEventListener('click', silence, { capture: true })
    return () => document.removeEventListener('click', silence, { capture: true })
  }, [])
  useEffect(() => setAnnouncement(NOTHING), [route])
  const announce = useCallback((text: string) => setAnnouncement({ text }), [])
  return [announcement.text, announce]
}
