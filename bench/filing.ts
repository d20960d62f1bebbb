import type { Composition } from '#compose.ts'
import { intakeStore } from '#db/cases/intake-store.ts'
import type { Value } from '#db/named-statement.ts'
import type { Pool } from '#db/pool.ts'
import type { Filing, Services } from '#ports.ts'
import { fileOnce } from './concern.ts'

/** Everything of one intake as the store is given it, without storing it. */
export async function filingOf({ services }: Composition): Promise<Filing> {
  let last: Filing | undefined
  const intake: Services['intake'] = {
    ...services.intake,
    file: async (filing) => {
      last = filing
      return 'filed'
    },
  }
  await fileOnce({ ...services, intake })
  if (last === undefined) throw new Error('nothing was to be filed')
  return last
}

/** The statement's values for a filing, taken from the store itself: whoever inserts them inserts the same rows. */
export async function valuesOf(
  filing: Filing,
  { services }: Composition,
): Promise<readonly Value[]> {
  let parameters: readonly Value[] = []
  const recording = {
    unsafe: async (_statement: string, values: readonly Value[]) => {
      parameters = values
      return [{ filed: 1, free: true, used: false }]
    },
  }
  await intakeStore(recording as unknown as Pool, services.exclusions).file(filing)
  return parameters
}
