import { useEffect, useSyncExternalStore } from 'react'

const A_MINUTE = 60_000

/** Fetches again when the page becomes visible, and each so many milliseconds while it is. */
export function useFreshness(again: () => void, every = A_MINUTE): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible' && navigator.onLine) again()
    }
    const timer = setInterval(look, every)
    document.addEventListener('visibilitychange', look)
    window.addEventListener('online', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('online', look)
    }
  }, [again, every])
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
