/** DOM events that count as activity. */
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'input'] as const
const MINUTE = 60_000
const LOOK_EVERY = 5_000

/**
 * Idle timer: calls `locked` after so many minutes without activity, also when the machine slept, and `minutes` when
 * the number left changes. @returns a function that stops it
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
  // Checks the limit before it counts activity: the first touch after hours away must not reset the timer.
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
