import { AppError, codeOf } from '#errors.ts'

/** Whether nothing of a request left this device but the question for work. */
export function isUnsent(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.ids['sent'] === 'nothing'
}

/** Rethrows why no work could be had. @throws DATABASE_AWAY that `isUnsent`, or what was thrown */
export function nothingSent(thrown: unknown): never {
  throw codeOf(thrown) === 'DATABASE_AWAY'
    ? new AppError('DATABASE_AWAY', { sent: 'nothing' })
    : thrown
}
