/** @jsxImportSource preact */
import type { FunctionComponent, VNode } from 'preact'
import { PrivateWords } from '../components/words.tsx'
import { filesToSend } from '../files/to-send.tsx'
import type { FilingFlow } from './flow.ts'
import { typedIn } from './typed-fields.ts'

/** Preview of the text that will be sealed. */
const AccountWords: FunctionComponent<{ readonly telling: FilingFlow }> = ({ telling }) => {
  const { words } = telling.context
  const typed = typedIn(telling)
  return (
    <>
      <dl class="facts">
        {(['account', 'when', 'where', 'name'] as const).map((field) => {
          const text = typed[field]
          if (text === null) return null
          return (
            <div key={field}>
              <dt>{words.say(`check.${field}_page`)}</dt>
              <dd>
                <PrivateWords of={text} />
              </dd>
            </div>
          )
        })}
      </dl>
      {filesToSend(telling.files, words)}
      {!telling.attempt.unheard && <p class="quiet">{words.say('check.now_page')}</p>}
    </>
  )
}

/** The preview as a vnode, for code outside of components. */
export function accountPreview(telling: FilingFlow): VNode {
  return <AccountWords telling={telling} />
}
