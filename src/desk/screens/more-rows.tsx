import { Button } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import type { QueuePage } from '#wire/desk.ts'
import type { Pages } from '../model/use-pages.ts'
import { texts } from '../texts.ts'

/** End of a list that has more cases than it shows. */
export function MoreRows({ list }: { list: Pages<QueuePage> }): ReactElement | null {
  if ((list.value?.next.length ?? 0) === 0) return null
  return (
    <div className="queue-none">
      <p>{list.more === null ? texts.queue.noMore : texts.queue.byClock}</p>
      {list.more !== null && (
        <Button disabledFocusable={list.busy} onClick={list.more}>
          {texts.queue.more}
        </Button>
      )}
    </div>
  )
}
