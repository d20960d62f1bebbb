import { DEMO_CUSTODIANS, DEMO_OFFICERS } from './officers.ts'

export interface Places {
  readonly playground: string
  readonly bot: string
  readonly desk: string
  readonly passphrase: string
  readonly data: string
}

/** What a newcomer needs to know, and no more. */
export function table(places: Places): string {
  const officers = DEMO_OFFICERS.filter((officer) => officer.office === 'ethics')
  return `
  ( )  Aside is ready.   Demo: do not write anything real.

  Tell something        ${places.playground}      (Teams, as Amina Haddad)
  Read and answer       ${places.desk}
    sign in as          ${officers.map((officer) => officer.label).join(' · ')}
                        or anybody else on the sign-in page
    who keeps names     ${DEMO_CUSTODIANS.map((custodian) => custodian.label).join(' · ')}
    then                "Your key" → "Take the demo key"
    key passphrase      ${places.passphrase}
  Bot endpoint          ${places.bot}
  Everything is in      ${places.data}     (delete it to begin again)

  Ctrl-C ends everything that was started.
`
}
