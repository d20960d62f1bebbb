import type { ReactElement } from 'react'
import { ArrivalHeading } from '../components/calm.tsx'
import { FingerprintText } from '../components/fingerprint.tsx'
import { Notice } from '../components/notice.tsx'
import { useDesk } from '../model/desk-context.ts'
import { dateWords } from '../model/labels.ts'
import { texts } from '../texts.ts'
import { BringKey } from './bring-key.tsx'
import { ExportKey } from './export-key.tsx'
import { ForgetKey } from './forget-key.tsx'
import { Locked } from './locked.tsx'
import { MakeKey } from './make-key.tsx'
import { NotificationSettings } from './notification-settings.tsx'

/** Settings of the officer's key, and the fingerprint of the root key. */
export function KeyPage({ message }: { message: string }): ReactElement {
  const { key, me } = useDesk()
  const words = texts.key
  const has = key.stored !== null && key.stored !== undefined
  const anothers = has && me.demo && key.stored?.fingerprint !== me.fingerprint
  return (
    <div className="key-page">
      <ArrivalHeading of="key">{words.heading}</ArrivalHeading>
      <p>{words.what}</p>
      {has && <OwnKey fingerprint={key.stored?.fingerprint ?? ''} />}
      {key.stored === null && (
        <>
          <Notice tone="info">{words.none}</Notice>
          <BringKey />
          <MakeKey />
        </>
      )}
      {anothers && <BringKey />}
      {has && !anothers && !key.open && <Locked />}
      {has && (
        <>
          <ExportKey />
          <ForgetKey />
        </>
      )}
      <NotificationSettings of={message} />
      <Root />
    </div>
  )
}

function OwnKey({ fingerprint }: { fingerprint: string }): ReactElement {
  const { me } = useDesk()
  const words = texts.key
  const matches = me.fingerprint === fingerprint
  return (
    <section className="card">
      <h2>{words.fingerprint}</h2>
      <FingerprintText of={fingerprint} />
      {matches ? (
        <Notice tone="info">{words.matches}</Notice>
      ) : (
        <Notice tone="warning" title={words.differs}>
          <p>{me.demo ? words.demoAnothers : words.readAloud}</p>
          <p>
            {words.rosterHas}: <FingerprintText of={me.fingerprint} />
          </p>
        </Notice>
      )}
    </section>
  )
}

function Root(): ReactElement | null {
  const { key } = useDesk()
  const words = texts.root
  if (key.roster === null || key.roster.root === null) return null
  return (
    <section className="card">
      <h2>{words.heading}</h2>
      <p>{words.what}</p>
      <p className="label">{words.pinned}</p>
      <FingerprintText of={key.roster.root} />
      <p className="quiet">
        {words.first}
        {key.roster.is === 'good' &&
          ` ${words.version(key.roster.version, dateWords(key.roster.expires))}`}
      </p>
    </section>
  )
}
