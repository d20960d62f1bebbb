import type { Office } from '#domain/concern/office.ts'
import type { Services } from '#ports.ts'

type Officers = Readonly<
  Partial<Record<Office, readonly { readonly id: string; readonly label: string }[]>>
>

/**
 * Who could open a concern now: per office that receives and can do so securely its usable officers, and whether
 * anybody could keep the other half of a name. A roster that is not good leaves nobody.
 */
export async function whoReads({
  readership,
  policy,
}: Pick<Services, 'readership' | 'policy'>): Promise<{
  readonly officers: Officers
  readonly custodians: boolean
}> {
  const healthy = await readership.healthy()
  const listed = await Promise.all(
    healthy
      .filter((office) => policy.offices[office].receives === 'receives')
      .map(async (office) => {
        const officers = await readership.of(office).catch(() => [])
        return [office, officers.map(({ id, label }) => ({ id, label }))] as const
      }),
  )
  const custodianIds = await readership.custodians().catch(() => [])
  return {
    officers: Object.fromEntries(listed.filter(([, officers]) => officers.length > 0)),
    custodians: custodianIds.length > 0,
  }
}
