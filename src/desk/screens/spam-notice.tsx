import { Button } from '@fluentui/react-components'
import { type ReactElement, useState } from 'react'
import type { WireCase } from '#wire/desk.ts'
import { Notice } from '../components/notice.tsx'
import { useDesk } from '../model/desk-context.ts'
import { codeOfThrown } from '../model/fetched.ts'
import { errorWords, texts } from '../texts.ts'

/** Notice of a case marked as spam, with a button to undo it. */
export function SpamNotice({
  wireCase,
  arrived,
}: {
  wireCase: WireCase
  arrived: (wireCase: WireCase) => void
}): ReactElement | null {
  const { api, announce, changed } = useDesk()
  const [code, setCode] = useState<string | null>(null)
  if (!wireCase.setAside || wireCase.state === 'closed') return null
  async function bringBack() {
    setCode(null)
    try {
      await api.moveSpam('back', [wireCase.id])
      arrived(await api.open(wireCase.id))
      announce(texts.many.done.back(1))
      changed()
    } catch (thrown) {
      setCode(codeOfThrown(thrown))
    }
  }
  return (
    <Notice tone="info" title={texts.aside.isAside}>
      <p>{texts.aside.what}</p>
      {code !== null && <p role="alert">{errorWords('act', code)}</p>}
      <Button onClick={() => void bringBack()}>{texts.aside.bringBack}</Button>
    </Notice>
  )
}
