import { Button } from '@fluentui/react-components'
import { type ReactElement, useState } from 'react'
import type { NameRow, Names } from '#wire/custodian.ts'
import { ArrivalHeading } from '../components/calm.tsx'
import { Notice } from '../components/notice.tsx'
import { useDesk } from '../model/desk-context.ts'
import type { RemoteValue } from '../model/fetched.ts'
import { dateWords, officeWords, reasonWords } from '../model/labels.ts'
import { errorWords, texts } from '../texts.ts'
import { DecideName, type Decision } from './decide-name.tsx'
import { Locked } from './locked.tsx'
import { WaitingScreen } from './waiting.tsx'

/** Name requests of offices with reason and day. Yes and No have equal weight. */
export function NamesPage({ names }: { names: RemoteValue<Names> }): ReactElement {
  const { key } = useDesk()
  const words = texts.names
  const [deciding, setDeciding] = useState<{ row: NameRow; decision: Decision } | null>(null)
  const [decided, setDecided] = useState<string | null>(null)
  const rows = names.value?.rows ?? []
  return (
    <div className="key-page">
      <ArrivalHeading of="names">{words.heading}</ArrivalHeading>
      <p>{words.what}</p>
      {decided !== null && <Notice tone="info">{decided}</Notice>}
      {names.value === null && names.busy && (
        <WaitingScreen label={texts.loading} slow={names.slow} />
      )}
      {names.code !== null && !names.busy && (
        <Notice tone="warning">
          <p>{names.code === 'SIGNED_OUT' ? errorWords('read', names.code) : words.stale}</p>
          <Button onClick={names.again}>{texts.queue.again}</Button>
        </Notice>
      )}
      {names.value !== null && rows.length === 0 && <p>{words.nothing}</p>}
      {rows.length > 0 && !key.open && <Locked />}
      {rows.length > 0 && (
        <ul className="names">
          {rows.map((row) => (
            <li key={row.id}>
              <Asked row={row} decide={(decision) => setDeciding({ row, decision })} />
            </li>
          ))}
        </ul>
      )}
      {deciding !== null && (
        <DecideName
          {...deciding}
          done={(left) => {
            setDeciding(null)
            if (left === null) return names.again()
            setDecided(words.decided[deciding.decision](deciding.row.reference))
            names.set(left)
          }}
        />
      )}
    </div>
  )
}

function Asked({
  row,
  decide,
}: {
  row: NameRow
  decide: (decision: Decision) => void
}): ReactElement {
  const { key } = useDesk()
  const words = texts.names
  return (
    <section className="card" aria-label={row.reference}>
      <h2>{row.reference}</h2>
      <dl>
        <div>
          <dt>{words.office}</dt>
          <dd>{officeWords(row.office)}</dd>
        </div>
        <div>
          <dt>{words.askedBy}</dt>
          <dd>{row.askedBy}</dd>
        </div>
        <div>
          <dt>{words.askedOn}</dt>
          <dd>{dateWords(row.askedOn)}</dd>
        </div>
        <div>
          <dt>{words.reason}</dt>
          <dd>{reasonWords(row.reason)}</dd>
        </div>
      </dl>
      <div className="choices">
        <Button disabledFocusable={!key.open} onClick={() => key.open && decide('disclose')}>
          {words.disclose}
        </Button>
        <Button onClick={() => decide('refuse')}>{words.refuse}</Button>
      </div>
      {!key.open && <p className="quiet">{words.needsKey}</p>}
    </section>
  )
}
