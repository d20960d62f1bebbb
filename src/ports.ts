/*
 * What the inside asks of the outside. Nothing here knows Postgres, Teams or OpenPGP.
 * `null` means "there is none"; a throw is always an `AsideError` and means "it is broken" or "it is refused".
 */

export type * from './ports/attachments.ts'
export type * from './ports/custody.ts'
export type * from './ports/desk.ts'
export type * from './ports/door.ts'
export type * from './ports/filing-keys.ts'
export type * from './ports/intake.ts'
export type * from './ports/letterbox.ts'
export type * from './ports/links.ts'
export type * from './ports/notices.ts'
export type * from './ports/register.ts'
export type * from './ports/reporter.ts'
export type * from './ports/sealing.ts'
export type * from './ports/web-words.ts'
export type * from './ports/world.ts'
