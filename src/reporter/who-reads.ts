import type { Office } from '#domain/concern/office.ts'
import type { Services } from '#ports.ts'

type Officers = Readonly<
  Partial<Record<Office, readonly { readonly id: string; readonly label: string }[]>>
>

/**
 * Current readers: usable officers of each office that can receive securely, and whether there is a usable custodian.
 * Empty with an invalid roster.
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
