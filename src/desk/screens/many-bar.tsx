import { Button } from '@fluentui/react-components'
import { type ReactElement, useEffect, useRef, useState } from 'react'
import { MOST_AT_ONCE } from '#domain/case/spam.ts'
import { ConfirmDialog } from '../components/confirm-dialog.tsx'
import type { Many } from '../model/use-many.ts'
import { texts } from '../texts.ts'

/** Toolbar of a list for selection, the count, and one action on all selected rows, after confirmation. */
export function ManyBar({ many }: { many: Many }): ReactElement | null {
  /** Open confirmation, with the code of a refusal; `null` while it is closed. */
  const [asked, setAsked] = useState<{ readonly code: string | null } | null>(null)
  const starter = useRef<HTMLSpanElement>(null)
  const chose = useRef(false)
  const choosing = many.chosen !== null
  useEffect(() => {
    // The selection buttons are gone: the focus returns to the first button.
    if (chose.current && !choosing) starter.current?.querySelector('button')?.focus()
    chose.current = choosing
  }, [choosing])

  const words = texts.many
  if (many.chosen === null) {
    if (many.may.length === 0) return null
    return (
      <span ref={starter}>
        <Button size="small" onClick={many.start}>
          {words.start[many.act]}
        </Button>
      </span>
    )
  }
  const count = many.chosen.size
  return (
    <fieldset className="many">
      <legend className="unseen">{words.start[many.act]}</legend>
      <p role="status">{words.chosen(count)}</p>
      <Button size="small" onClick={many.all}>
        {many.isPart ? words.first(Math.min(many.may.length, MOST_AT_ONCE)) : words.all}
      </Button>
      <Button
        size="small"
        appearance="primary"
        disabledFocusable={count === 0}
        onClick={() => setAsked({ code: null })}
      >
        {words.act[many.act](count)}
      </Button>
      <Button size="small" appearance="subtle" onClick={many.stop}>
        {words.stop}
      </Button>
      <ConfirmDialog
        open={asked !== null}
        words={{
          title: words.title[many.act](count),
          what: words.what[many.act],
          leave: words.leave,
          act: words.act[many.act](count),
        }}
        code={asked?.code ?? null}
        act={async () => {
          const code = await many.run()
          setAsked(code === null ? null : { code })
        }}
        leave={() => setAsked(null)}
      />
    </fieldset>
  )
}
