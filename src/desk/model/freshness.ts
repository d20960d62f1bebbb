import { useEffect, useSyncExternalStore } from 'react'

const EVERY = 60_000

/** Fetches again when the page becomes visible, and every minute while it is. */
export function useFreshness(again: () => void): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible' && navigator.onLine) again()
    }
    const timer = setInterval(look, EVERY)
    document.addEventListener('visibilitychange', look)
    window.addEventListener('online', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('online', look)
    }
  }, [again])
}

export function useOnline(): boolean {
  return useSyncExternalStore(watchLine, () => navigator.onLine)
}

function watchLine(changed: () => void): () => void {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}
