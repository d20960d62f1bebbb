import { systemClock } from '#clock.ts'
import { database } from '#db/database.ts'
import { unhurried } from '#db/error-mapping.ts'
import { pool } from '#db/pool.ts'
import { type Figures, figures } from '#db/queue/figures.ts'
import { dayIn } from '#domain/case/day.ts'

/** How the offices kept the promised day, as lines to read. What was closed, withdrawn or shredded counts as what it was. */
export async function printFigures(url: string): Promise<string> {
  const sql = pool(url, 'aside_duty', 1)
  try {
    // Late is late once the day is over everywhere.
    const today = dayIn('Etc/GMT+12', systemClock.now())
    const offices = await unhurried(figures(database(sql), today))
    return offices.map(figuresOf).join('\n') || 'No office has a case.'
  } finally {
    await sql.end({ timeout: 2 })
  }
}

export function figuresOf({ office, ...of }: Figures): string {
  const late = of.answeredLate + of.endedLate + of.openLate
  const all = of.onTime + late
  const share = all === 0 ? '' : `, ${Math.floor((100 * of.onTime) / all)} % of ${all} in time`
  return [
    `${office}${share}`,
    `  ${of.onTime} answered in time`,
    `  ${late} late: ${of.answeredLate} answered late, ${of.endedLate} ended without an answer, ${of.openLate} open`,
    `  ${of.notCounted} not counted: ended without an answer before the day on which one was due, or answered behind a question that had lapsed`,
  ].join('\n')
}
