/*
 * What the inside asks of the outside. Nothing here knows Postgres, Teams or OpenPGP.
 * `null` means "there is none"; a throw is always an `AppError` and means "it is broken" or "it is refused".
 */

export type * from '#ports/attachments.ts'
export type * from '#ports/custody.ts'
export type * from '#ports/delayed-inbox.ts'
export type * from '#ports/desk.ts'
export type * from '#ports/filing-keys.ts'
export type * from '#ports/intake.ts'
export type * from '#ports/links.ts'
export type * from '#ports/notification-channel.ts'
export type * from '#ports/notifications.ts'
export type * from '#ports/people.ts'
export type * from '#ports/reading.ts'
export type * from '#ports/recovery-phrase.ts'
export type * from '#ports/reporter.ts'
export type * from '#ports/sealing.ts'
export type * from '#ports/server-secret.ts'
export type * from '#ports/services.ts'
export type * from '#ports/web-page.ts'
