import { readersAt, routeOf } from '#dialogs/routing-preview.ts'
import { keysScreen } from '#dialogs/screens/keys.ts'
import type { View } from '../view.ts'
import { type FilingFlow, factsWithReaders } from './flow.ts'

/** Fingerprints of the readers' keys, from the roster that the browser verified. */
export async function keysView(telling: FilingFlow): Promise<View> {
  const { context, journey } = telling
  const [facts, services] = await Promise.all([factsWithReaders(context), context.services()])
  const office = routeOf(journey, facts)?.office
  const ids = office === undefined ? [] : readersAt(office, journey, facts).map(({ id }) => id)
  const { officers } = await services.readership.roster()
  const readers = officers.filter(({ id, office: at }) => at === office && ids.includes(id))
  return {
    dialog: keysScreen(context.data.rootFingerprint, readers, facts),
    drafts: null,
    press: () => telling.flow.at(telling),
    redraw: (spoken) => keysView({ ...telling, context: spoken }),
  }
}
