/** Longest time in ms between two presses of Escape. */
const TWICE_MS = 1_000

export interface Leaving {
  /** Clears the view and the state, and replaces the page in the history. */
  leave(): void
}

/**
 * Leaving the page. It clears the view before the browser can keep it for Back, and reloads a page that was restored
 * from that cache. A screen with unsaved content asks first, except for the quick exit.
 */
export function leaving(
  to: string,
  holds: () => boolean,
  wipe: () => void,
  page: Window = window,
): Leaving {
  let quick = false
  let escaped = Number.NEGATIVE_INFINITY
  const leave = () => {
    quick = true
    wipe()
    page.location.replace(to)
  }
  page.addEventListener('beforeunload', (event) => {
    if (!quick && holds()) event.preventDefault()
  })
  page.addEventListener('pagehide', wipe)
  page.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) page.location.reload()
  })
  // A link pasted over the page's URL only changes the fragment, and the browser loads nothing.
  page.addEventListener('hashchange', () => {
    if (holds()) page.history.replaceState(null, '', page.location.pathname)
    else page.location.reload()
  })
  page.addEventListener('keydown', ({ key, timeStamp, repeat }) => {
    if (key !== 'Escape' || repeat) return
    if (timeStamp - escaped < TWICE_MS) leave()
    escaped = timeStamp
  })
  return { leave }
}
