import { Button } from '@fluentui/react-components'
import { type FormEvent, type ReactElement, useState } from 'react'
import { Calm } from '../components/calm.tsx'
import { PassphraseField } from '../components/passphrase-field.tsx'
import { useDesk } from '../model/desk-context.ts'
import { codeOfThrown } from '../model/fetched.ts'
import { texts } from '../texts.ts'

/** Passphrase field of a locked key, and help when the passphrase is lost. */
export function Locked(): ReactElement | null {
  const { key, me, go } = useDesk()
  const words = texts.locked
  if (key.stored === undefined) return null
  if (key.stored === null) {
    return (
      <Calm heading={words.none} action={{ label: words.toKey, press: () => go({ at: 'key' }) }}>
        <p>{words.noneWhy}</p>
      </Calm>
    )
  }
  const anothers = key.stored.fingerprint !== me.fingerprint
  if (anothers && me.demo) {
    return (
      <Calm
        heading={words.anothers}
        action={{ label: words.toKey, press: () => go({ at: 'key' }) }}
      >
        <p>{texts.key.demoAnothers}</p>
      </Calm>
    )
  }
  return (
    <div className="calm">
      <h2>{words.heading}</h2>
      {anothers && <p>{words.anothers}</p>}
      <p>{words.why}</p>
      <OpenKey />
      <details>
        <summary>{words.lost}</summary>
        <p>{words.lostWhat}</p>
      </details>
    </div>
  )
}

function OpenKey(): ReactElement {
  const { key } = useDesk()
  const words = texts.locked
  const [passphrase, setPassphrase] = useState('')
  const [state, setState] = useState<'idle' | 'busy' | 'wrong' | 'broken'>('idle')
  async function open(event: FormEvent) {
    event.preventDefault()
    setState('busy')
    try {
      await key.openWith(passphrase)
    } catch (thrown) {
      setState(codeOfThrown(thrown) === 'PASSPHRASE' ? 'wrong' : 'broken')
    }
  }
  const problem = { idle: null, busy: null, wrong: words.wrong, broken: texts.key.refused.other }[
    state
  ]
  return (
    <form className="stack" onSubmit={(event) => void open(event)}>
      <PassphraseField
        label={words.field}
        value={passphrase}
        problem={problem}
        fresh={false}
        disabled={state === 'busy'}
        onChange={setPassphrase}
      />
      <Button type="submit" appearance="primary" disabledFocusable={state === 'busy'}>
        {state === 'busy' ? words.opening : words.open}
      </Button>
    </form>
  )
}
