import { readersAt, routeOf } from '#dialogs/routing-preview.ts'
import { keysScreen } from '#dialogs/screens/keys.ts'
import type { View } from '../view.ts'
import { factsWithReaders, type Telling } from './flow.ts'

/** Whose keys it is sealed with, from the roster that this browser itself checked. */
export async function keysView(telling: Telling): Promise<View> {
  const { means, journey } = telling
  const [facts, world] = await Promise.all([factsWithReaders(means), means.world()])
  const office = routeOf(journey, facts)?.office
  const ids = office === undefined ? [] : readersAt(office, journey, facts).map(({ id }) => id)
  const { officers } = await world.readership.roster()
  const readers = officers.filter(({ id, office: at }) => at === office && ids.includes(id))
  return {
    dialog: keysScreen(means.data.rootFingerprint, readers, facts),
    drafts: null,
    press: () => telling.flow.at(telling),
    redraw: (spoken) => keysView({ ...telling, means: spoken }),
  }
}
