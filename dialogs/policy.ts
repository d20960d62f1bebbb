import * as z from 'zod'
import { MOST_ATTACHMENTS } from '#domain/case/attachment.ts'
import { isZone } from '#domain/case/zone.ts'
import {
  CATEGORIES,
  CONSENT_RULES,
  categoryOf,
  type Leaf,
  type LeafId,
  MODES,
} from '#domain/concern/leaf.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { AppError } from '#errors.ts'
import { contradictions } from './policy-checks.ts'

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
const hours = z.int().positive().max(720)
const contact = z.strictObject({
  /** Text by language; `en` is the fallback. */
  name: z.record(language, z.string().min(1).max(120)),
  number: z.string().regex(/^[+\d][\d ()/-]{2,31}$/),
})

const byLanguage = z.record(language, z.string().min(1).max(400))
const responsible = z.strictObject({ name: byLanguage, contact: byLanguage })

const office = z.strictObject({
  zone: z.string().refine(isZone),
  languages: z.array(language).min(1),
  receives: z.enum(['receives', 'contact_card']).default('receives'),
  leastReaders: z.int().min(1).max(20),
  contact,
})

const leaf = z.strictObject({
  office: z.enum(OFFICES).nullable(),
  mode: z.enum(MODES),
  consent: z.enum(CONSENT_RULES),
  replyDays: z.int().min(1).max(90),
  replyHours: hours.nullable().default(null),
  triageHours: hours.nullable().default(null),
  anonymous: z.boolean(),
  timeLimits: z.boolean().default(false),
  protects: z.boolean().default(false),
  reportedAs: z.string().regex(/^[a-z_]{1,64}$/),
})

const leafId = z.string().regex(new RegExp(`^(${CATEGORIES.join('|')})\\.[a-z_]{1,40}$`))

/** Id in the roster. */
const officerId = z.string().regex(/^[a-z0-9-]{1,64}$/)

const PolicyText = z.strictObject({
  version: z.string().min(1).max(40),
  organisation: z.string().min(1).max(120),
  languages: z.array(language).min(1),
  offices: z.strictObject({
    ethics: office,
    ombudsman: office,
    investigations: office,
    hr: office,
  }),
  leaves: z.record(leafId, leaf),
  hidden: z.array(leafId).default([]),
  contacts: z.strictObject({
    emergency: contact,
    security: contact,
    counsellor: contact,
    crisisLine: contact,
    medical: contact,
    outside: z.array(contact).min(1),
  }),
  accountInline: z.boolean().default(false),
  accountLimit: z.int().min(500).max(20_000),
  guests: z.enum(['refused', 'welcome']).default('refused'),
  page: z.boolean().default(false),
  exitTo: z.httpUrl().startsWith('https://').nullable().default(null),
  releaseAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('07:00'),
  attachments: z
    .strictObject({
      most: z.int().min(0).max(MOST_ATTACHMENTS),
      mebibytes: z.int().min(1).max(25),
    })
    .default({ most: 10, mebibytes: 10 }),
  flood: z
    .strictObject({ filings: z.int().min(0), misses: z.int().min(0) })
    .default({ filings: 60, misses: 200 }),
  backupDays: z.int().min(0).max(3650),
  privacy: z.strictObject({
    responsible,
    dataProtection: responsible,
    legalBasis: byLanguage,
    operator: byLanguage,
    retentionDays: z.int().min(1).max(36_500),
  }),
  escalateTo: officerId.nullable().default(null),
  silentDays: z.int().min(1).max(90).default(3),
})

/**
 * Validates a parsed `policy.yaml` and reports all faults at once.
 * @throws POLICY_INVALID with the paths, never with values
 */
export function readPolicy(parsed: unknown): Policy {
  const read = PolicyText.safeParse(parsed)
  if (!read.success) refuse(read.error.issues.map(pathOf))
  const policy: Policy = {
    ...read.data,
    leaves: new Map(
      Object.entries(read.data.leaves).map(([id, one]): [LeafId, Leaf] => [
        id as LeafId,
        { ...one, id: id as LeafId, category: categoryOf(id as LeafId) },
      ]),
    ),
    hidden: new Set(read.data.hidden as LeafId[]),
  }
  const problems = contradictions(policy)
  if (problems.length > 0) refuse(problems)
  return policy
}

function refuse(paths: readonly string[]): never {
  throw new AppError('POLICY_INVALID', { where: [...new Set(paths)].join(', ') })
}

/** Paths of a validation error, unknown keys included. */
function pathOf(issue: z.core.$ZodIssue): string {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : []
  const path = issue.path.map(String)
  return keys.length === 0
    ? path.join('.') || 'policy'
    : keys.map((key) => [...path, key].join('.')).join(', ')
}
