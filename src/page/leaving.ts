/** Twice within this is meant. */
const TWICE_MS = 1_000

export interface Leaving {
  /** Everything goes: what is drawn, what is held, and the page, whose place in the history another takes. */
  leave(): void
}

/**
 * How this page is left. Nothing of it stays: a page that the browser kept to show again on Back is loaded anew, and
 * what was drawn is gone before it is kept. A screen that holds something asks first, unless she wants out quickly.
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
  // A link pasted over the page's own address: the browser changes what stands behind the `#`, and loads nothing.
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
