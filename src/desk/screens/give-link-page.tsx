import { Button, Field, Radio, RadioGroup } from '@fluentui/react-components'
import { type ReactElement, useState } from 'react'
import type { Me } from '#wire/desk.ts'
import { ArrivalHeading } from '../components/calm.tsx'
import { Notice } from '../components/notice.tsx'
import { QrCode } from '../components/qr-code.tsx'
import { dateWords } from '../model/labels.ts'
import { type LinkMaking, type MadeLink, useLink } from '../model/use-link.ts'
import { texts } from '../texts.ts'

const DAYS = [1, 3, 7, 14, 30] as const
const MOST_OFTEN = 7

/** Creates a one-time link in the browser and shows it once. */
export function GiveLinkPage({ me }: { me: Me }): ReactElement {
  const words = texts.link
  const making = useLink(me)
  return (
    <div className="key-page">
      <ArrivalHeading of="link">{words.heading}</ArrivalHeading>
      <p>{words.what}</p>
      <p>{words.knows}</p>
      <p>{words.never}</p>
      {making.made === null ? (
        <Make making={making} />
      ) : (
        <Made making={making} made={making.made} />
      )}
    </div>
  )
}

function Make({ making }: { making: LinkMaking }): ReactElement {
  const words = texts.link
  const [days, setDays] = useState<number>(MOST_OFTEN)
  return (
    <section className="card">
      <Field label={words.days}>
        <RadioGroup value={String(days)} onChange={(_, { value }) => setDays(Number(value))}>
          {DAYS.map((each) => (
            <Radio key={each} value={String(each)} label={words.daysOf(each)} />
          ))}
        </RadioGroup>
      </Field>
      {making.failed !== null && (
        <Notice tone="error" title={words.errors[making.failed] ?? words.failed} />
      )}
      <Button
        appearance="primary"
        disabledFocusable={making.busy}
        onClick={() => void making.make(days)}
      >
        {making.busy ? words.making : words.make}
      </Button>
      <p className="quiet">{words.ledger}</p>
    </section>
  )
}

/** The link as text to copy or read aloud; no anchor, because here it must not be opened. */
function Made({ making, made }: { making: LinkMaking; made: MadeLink }): ReactElement {
  const words = texts.link
  return (
    <section className="card">
      <h2>{words.label}</h2>
      <p className="link-text" translate="no">
        {made.text}
      </p>
      <p>{words.counts(dateWords(made.until))}</p>
      <QrCode text={made.text} label={words.picture} />
      <Notice tone="warning">{words.once}</Notice>
      <p>{words.pass}</p>
      <Button onClick={making.another}>{words.another}</Button>
    </section>
  )
}
