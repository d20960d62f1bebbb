/** Database roles of the server's connections (`migrations/0001_roles.sql`). */
export const ROLES = [
  'aside_intake',
  'aside_reporter',
  'aside_desk',
  'aside_duty',
  'aside_register',
] as const
export type Role = (typeof ROLES)[number]
