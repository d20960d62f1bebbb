import { OFFICES, type Office } from './office.ts'

/** Whom a concern is about: an office as a whole, or the head of the organisation. */
export const ABOUT = [...OFFICES, 'head'] as const
export type About = Office | 'head'
