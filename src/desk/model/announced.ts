import { useCallback, useEffect, useRef, useState } from 'react'
import type { DeskRoute } from './desk-route.ts'

const NOTHING = { text: '' }

/**
 * What a screen reader hears of the last thing that was done. It is taken away with the next press or the next screen,
 * so that it is never read beside something that it does not speak of, and the same words are heard a second time.
 */
export function useAnnounced(place: DeskRoute): [said: string, announce: (text: string) => void] {
  const [announcement, setAnnouncement] = useState(NOTHING)
  const last = useRef(announcement)
  last.current = announcement
  useEffect(() => {
    const silence = () => {
      const before = last.current
      // After the press itself: what it announces at once stays, and a field that is being changed is not drawn anew.
      setTimeout(() => setAnnouncement((now) => (now === before ? NOTHING : now)))
    }
    document.addEventListener('click', silence, { capture: true })
    return () => document.removeEventListener('click', silence, { capture: true })
  }, [])
  useEffect(() => setAnnouncement(NOTHING), [place])
  const announce = useCallback((text: string) => setAnnouncement({ text }), [])
  return [announcement.text, announce]
}
