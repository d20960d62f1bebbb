import { Button } from '@fluentui/react-components'
import { type FormEvent, type ReactElement, useState } from 'react'
import { drawPassphrase } from '#crypto/draw-passphrase.ts'
import { loadWordList } from '#crypto/load-word-list.ts'
import { systemChance } from '#domain/case/ids.ts'
import { PassphraseField } from '../components/passphrase-field.tsx'
import { PRIVATE_PROPS } from '../components/words.tsx'
import { useDesk } from '../model/desk-context.ts'
import { codeOfThrown } from '../model/fetched.ts'
import { errorWords, texts } from '../texts.ts'

const LEAST_CHARACTERS = 12

export function MakeKey(): ReactElement {
  const { key, announce } = useDesk()
  const words = texts.key
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [state, setState] = useState<'idle' | 'asked' | 'busy' | 'broken' | 'clocks'>('idle')
  const asked = state !== 'idle'
  const short = [...first].length < LEAST_CHARACTERS
  const unequal = first !== second

  async function make(event: FormEvent) {
    event.preventDefault()
    if (short || unequal) return setState('asked')
    setState('busy')
    await key.make(first).then(
      () => announce(words.made),
      (thrown: unknown) => setState(codeOfThrown(thrown) === 'CLOCKS_DIFFER' ? 'clocks' : 'broken'),
    )
  }

  return (
    <section className="card">
      <h2>{words.make}</h2>
      <p>{words.makeWhat}</p>
      <DrawnWords disabled={state === 'busy'} />
      <form className="stack" onSubmit={(event) => void make(event)}>
        <PassphraseField
          label={words.passphrase}
          value={first}
          problem={asked && short ? words.short : null}
          fresh
          disabled={state === 'busy'}
          onChange={setFirst}
        />
        <PassphraseField
          label={words.again}
          value={second}
          problem={asked && !short && unequal ? words.unequal : null}
          fresh
          disabled={state === 'busy'}
          onChange={setSecond}
        />
        {state === 'broken' && <p role="alert">{texts.errorKey}</p>}
        {state === 'clocks' && <p role="alert">{errorWords('act', 'CLOCKS_DIFFER')}</p>}
        <Button type="submit" disabledFocusable={state === 'busy'}>
          {state === 'busy' ? words.making : words.make}
        </Button>
      </form>
    </section>
  )
}

/** Draws five words by chance and shows them once; no field is filled in, so that they are written down first. */
function DrawnWords({ disabled }: { disabled: boolean }): ReactElement {
  const words = texts.key
  const [five, setFive] = useState<string | null>(null)
  const [broken, setBroken] = useState(false)

  async function draw() {
    const list = await loadWordList('en')
    setBroken(list === null)
    setFive(list === null ? null : drawPassphrase(list, systemChance))
  }

  return (
    <div className="stack" aria-live="polite">
      <Button disabledFocusable={disabled} onClick={() => void draw()}>
        {words.draw}
      </Button>
      {broken && <p role="alert">{words.drawFailed}</p>}
      {five !== null && (
        <>
          <p className="fingerprint notranslate" {...PRIVATE_PROPS} lang="en">
            {five}
          </p>
          <p>{words.drawn}</p>
        </>
      )}
    </div>
  )
}
