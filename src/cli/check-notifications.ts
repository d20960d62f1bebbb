import type { Composition } from '#compose.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { OFFICES, type Office } from '#domain/concern/office.ts'
import type { Policy } from '#domain/concern/policy.ts'
import type { Services } from '#ports.ts'
import { type Finding, ok, warn } from './finding.ts'

/** Who would hear of something new without looking? Of danger nobody may hear too late, so that is said by itself. */
export async function checkNotifications({
  services,
}: Pick<Composition, 'services'>): Promise<readonly Finding[]> {
  const roster = await services.readership.roster().catch(() => null)
  if (roster === null) return []
  const findings: Finding[] = []
  const danger = offersDanger(services.policy)
  for (const office of OFFICES) {
    const readers = await services.readership.usable(office).catch(() => [])
    if (readers.length === 0 || services.policy.offices[office].receives !== 'receives') continue
    const count = await paired(services, readers)
    findings.push(ofOffice(office, count, readers.length))
    if (danger.has(office)) findings.push(...ofDanger(office, count))
  }
  const custodianIds = await services.readership.custodians().catch(() => [])
  const custodianCount = await paired(services, custodianIds)
  if (custodianIds.length > 0 && custodianCount === 0) {
    findings.push(warn('No custodian is told in Teams that an office asks for a name.'))
  }
  return [...findings, await ofLastAddress(services, roster.officers)]
}

function ofOffice(office: Office, count: number, readers: number): Finding {
  return count === 0
    ? warn(`${office}: nobody is told in Teams that something came (Your key, Be told in Teams).`)
    : ok(`${office}: ${count} of ${readers} are told in Teams.`)
}

function ofDanger(office: Office, count: number): readonly Finding[] {
  if (count > 1) return []
  return [
    warn(
      count === 0
        ? `${office}: danger reaches nobody. Whoever tells of it is asked to call.`
        : `${office}: danger reaches one person alone.`,
    ),
  ]
}

async function ofLastAddress(
  services: Pick<Services, 'policy' | 'officerAddresses' | 'addresses'>,
  officers: readonly { readonly id: OfficerId }[],
): Promise<Finding> {
  const { escalateTo, silentDays } = services.policy
  if (escalateTo === null) return ok('Nobody is told when all readers stay silent (escalateTo).')
  const officer = officers.filter(({ id }) => id === escalateTo)
  if (officer.length === 0) return warn(`escalateTo: ${escalateTo} is no officer of the roster.`)
  return (await paired(services, officer)) === 0
    ? warn(
        `escalateTo: ${escalateTo} has paired no chat, and is not told when readers stay silent.`,
      )
    : ok(`${escalateTo} is told when readers stay silent for ${silentDays} days.`)
}

/** Where danger goes when nobody is kept out. */
function offersDanger({ leaves, hidden }: Policy): ReadonlySet<Office | null> {
  const offered = [...leaves.values()].filter(
    ({ id, category }) => category === 'safety' && !hidden.has(id),
  )
  return new Set(offered.map(({ office }) => office))
}

/** How many of them, officers or custodians, have a chat where messages still arrive, and which our secret opens. */
async function paired(
  { officerAddresses, addresses }: Pick<Services, 'officerAddresses' | 'addresses'>,
  people: readonly { readonly id: OfficerId }[],
): Promise<number> {
  const reached = await Promise.all(
    people.map(async ({ id }) => {
      const chat = await officerAddresses.of(id)
      return chat?.lostOn === null && (await addresses.open(chat.address)) !== null
    }),
  )
  return reached.filter(Boolean).length
}
