/** What counts as somebody being there. */
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'input'] as const
const MINUTE = 60_000
const LOOK_EVERY = 5_000

/**
 * Calls `locked` once nobody has been there for so many minutes, also when the machine slept meanwhile, and `minutes`
 * whenever the number left changes. @returns the end of it.
 */
export function watchIdle(
  lockAfterMinutes: number,
  now: () => number,
  { minutes, locked }: { minutes: (left: number) => void; locked: () => void },
): () => void {
  const allowed = lockAfterMinutes * MINUTE
  let last = now()
  let announced = -1
  const look = () => {
    const left = Math.ceil((last + allowed - now()) / MINUTE)
    if (left <= 0) {
      end()
      locked()
    } else if (left !== announced) {
      announced = left
      minutes(left)
    }
  }
  // Whether it is too late is asked before a sign of life counts: the first touch after hours away must not revive it.
  const alive = () => {
    look()
    last = now()
  }
  const timer = setInterval(look, LOOK_EVERY)
  for (const sign of SIGNS_OF_LIFE)
    window.addEventListener(sign, alive, { capture: true, passive: true })
  document.addEventListener('visibilitychange', look)
  look()
  function end() {
    clearInterval(timer)
    for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive, { capture: true })
    document.removeEventListener('visibilitychange', look)
  }
  return end
}
