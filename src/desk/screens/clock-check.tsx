import { Button } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import { dayIn } from '#domain/case/day.ts'
import { Notice } from '../components/notice.tsx'
import { useDesk } from '../model/desk-context.ts'
import { dateWords } from '../model/labels.ts'
import { texts } from '../texts.ts'

/** Question which clock is right, when browser and server differ by more than a day. */
export function ClocksApart(): ReactElement | null {
  const { key } = useDesk()
  if (key.clocks === null) return null
  const words = texts.clocks
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const day = (at: Date) => dateWords(dayIn(timeZone, at))
  const { server, device } = key.clocks
  return (
    <Notice tone="warning" title={words.apart(day(device), day(server))}>
      <p>{words.what}</p>
      <div className="choices">
        <Button onClick={() => key.sayRight('server')}>{words.today(day(server))}</Button>
        <Button onClick={() => key.sayRight('device')}>{words.today(day(device))}</Button>
      </div>
    </Notice>
  )
}
