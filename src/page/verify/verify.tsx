/** @jsxImportSource preact */
import type { VNode } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Words } from '#dialogs/speak.ts'
import { verify as verifyDialog } from '#dialogs/verify.ts'
import type { ReceivedEntry } from '#domain/case/acknowledgement.ts'
import type { Day } from '#domain/case/day.ts'
import type { PageContext } from '../context.ts'
import type { View } from '../view.ts'
import { judge, type Verdict } from './judge.ts'

/** Verifies an acknowledgement in the browser; requests only the published keys. */
export async function verifying(
  context: PageContext,
  home: (context: PageContext) => Promise<View>,
): Promise<View> {
  return {
    dialog: verifyDialog(context.factsNow()),
    drafts: null,
    inset: () => <Verify words={context.words} />,
    press: () => home(context),
    redraw: (spoken) => verifying(spoken, home),
  }
}

function Verify({ words }: { words: Words }): VNode {
  const id = useId()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  async function look(file: File | undefined): Promise<void> {
    setVerdict(null)
    if (file !== undefined) setVerdict(await judge(file, fetch.bind(globalThis)))
  }
  return (
    <section class="beside">
      <label class="label" for={id}>
        {words.say('verify.file')}
      </label>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        onChange={({ currentTarget }) => void look(currentTarget.files?.[0])}
      />
      <div role="status">
        {verdict !== null && (
          <p class={`text ${verdict.is === 'sound' ? 'strong' : 'warning'}`}>
            {words.say(`verify.${verdict.is}`)}
          </p>
        )}
      </div>
      {verdict?.is === 'sound' && <Letters received={verdict.received} words={words} />}
    </section>
  )
}

function Letters({ received, words }: { received: readonly ReceivedEntry[]; words: Words }): VNode {
  return (
    <dl class="facts">
      {received.map(({ on, sha256 }) => (
        <div key={sha256}>
          <dt>{words.date(on as Day)}</dt>
          <dd>
            <bdi dir="ltr" class="hash">
              {sha256}
            </bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}
