/** How much of who she is a reporter gives. *Anonymous* is never a word for anything inside Teams. */
export const IDENTITY_LEVELS = ['named', 'confidential', 'not_told'] as const
export type IdentityLevel = (typeof IDENTITY_LEVELS)[number]
