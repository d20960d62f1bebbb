import { DEMO_CUSTODIANS, DEMO_OFFICERS } from './officers.ts'

export interface DemoAddresses {
  readonly playground: string
  readonly bot: string
  readonly page: string
  readonly desk: string
  readonly passphrase: string
  readonly data: string
}

/** What a newcomer needs to know, and no more. */
export function table(addresses: DemoAddresses): string {
  const of = (office: string) => DEMO_OFFICERS.filter((officer) => officer.office === office)
  const labels = (people: readonly { readonly label: string }[]) =>
    people.map(({ label }) => label).join(' · ')
  return `
  ( )  Aside is ready.   Demo: do not write anything real.

  Tell something        ${addresses.playground}      (Teams, as Amina Haddad)
    there               close the log panel; press "Nothing opened? Go on here":
                        this Teams has no windows. A new demo holds a request for her
                        under "My conversation".

  Tell it unseen        ${addresses.page}      (the anonymous page)
    on paper            ${addresses.page}poster
                        What is sent there is at the desk within a minute.

  Read and answer       ${addresses.desk}
    officers            ${labels(of('ethics'))}
                        and three of each other office on the sign-in page
    custodians          ${labels(DEMO_CUSTODIANS)}
                        in a new demo a name waits under "Names to release"
    each of them        "Your key" → "Take the demo key", and write this
    key passphrase      ${addresses.passphrase}

  Bot endpoint          ${addresses.bot}
  Everything is in      ${addresses.data}     (delete it to begin again)

  Ctrl-C ends everything that was started.
`
}
