import type { ReactElement } from 'react'
import { Calm } from '../components/calm.tsx'
import { Logo } from '../components/logo.tsx'
import { texts } from '../texts.ts'

export function SignedOut(): ReactElement {
  const words = texts.signedOut
  return (
    <main className="alone">
      <Logo />
      <Calm
        level={1}
        heading={words.heading}
        action={{ label: words.button, press: () => window.location.assign('/auth/login') }}
      >
        <p>{words.why}</p>
        <p className="quiet">{words.what}</p>
      </Calm>
    </main>
  )
}
