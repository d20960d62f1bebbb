import { sql } from 'drizzle-orm'
import { boolean, check, pgTable, text } from 'drizzle-orm/pg-core'
import { CATEGORIES } from '#domain/concern/leaf.ts'
import { STATISTIC_FACTS } from '#domain/concern/statistic.ts'
import { oneOf } from './column.ts'

/** Coarse facts to count, a row each, without a case and with the quarter only. */
export const statistics = pgTable(
  'statistic',
  {
    quarter: text().notNull(),
    category: text({ enum: CATEGORIES }).notNull(),
    fact: text({ enum: STATISTIC_FACTS }).notNull(),
    /** Written anew since it came, with all others of its quarter. */
    isRewritten: boolean('is_rewritten').notNull().default(false),
  },
  (t) => [
    check('statistic_quarter', sql`${t.quarter} ~ '^[0-9]{4}-Q[1-4]$'`),
    check('statistic_category', oneOf(t.category, CATEGORIES)),
    check('statistic_fact', oneOf(t.fact, STATISTIC_FACTS)),
  ],
)
