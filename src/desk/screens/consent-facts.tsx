import type { ReactElement } from 'react'
import { PrivateWords } from '../components/words.tsx'
import { officeWords, shortDate } from '../model/labels.ts'
import type { DeskConsent } from '../model/use-case.ts'
import { texts } from '../texts.ts'

/** Consent requests and answers with their days, from signed letters. */
export function ConsentFacts({ consents }: { consents: readonly DeskConsent[] }): ReactElement {
  const words = texts.consent
  return (
    <ul className="clock">
      {consents.map(({ request, office, content, sanitised, askedOn, answeredOn, standing }) => (
        <li key={request} data-standing={standing}>
          <div>
            {officeWords(office)}: {words.whats[content]}
          </div>
          <div className="quiet">{words.asked(shortDate(askedOn))}</div>
          <div className={standing === 'unproved' ? 'trouble' : undefined}>
            {words.standing[standing]}
            {answeredOn !== null && standing !== 'unproved' && `, ${shortDate(answeredOn)}`}
          </div>
          {sanitised !== null && (
            <details>
              <summary>{words.show}</summary>
              <PrivateWords of={sanitised} />
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
