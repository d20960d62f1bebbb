import { Button } from '@fluentui/react-components'
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react'
import { ArrivalHeading, Calm } from '../components/calm.tsx'
import { Notice } from '../components/notice.tsx'
import { daysLeft, urgencyOf } from '../model/days-left.ts'
import { useDesk } from '../model/desk-context.ts'
import { dateWords, leafWords } from '../model/labels.ts'
import { useCase } from '../model/use-case.ts'
import { useWriting } from '../model/use-writing.ts'
import { texts } from '../texts.ts'
import { CaseBody } from './case-body.tsx'
import { CaseFacts } from './case-facts.tsx'
import { NextSteps } from './next-steps.tsx'
import { SpamNotice } from './spam-notice.tsx'
import { WaitingScreen } from './waiting.tsx'

/** Case screen: letters on the left, facts and the next action on the right. Escape returns to the list. */
export function CasePane({ id, back }: { id: string; back: () => void }): ReactElement {
  const { changed, key } = useDesk()
  const here = useCase(id)
  const { value: wireCase, set, code, busy, slow, again } = here.remoteCase
  const writing = useWriting(
    id,
    here.conversation?.lang ?? 'en',
    here.conversation?.notify ?? null,
    set,
  )
  const field = useRef<HTMLTextAreaElement>(null)
  const pane = useRef<HTMLDivElement>(null)
  const fetched = wireCase !== null
  useEffect(() => {
    if (fetched) changed()
  }, [fetched, changed])

  function onKeyDown(event: KeyboardEvent) {
    const inside = event.target instanceof Node && pane.current?.contains(event.target)
    if (event.key === 'Escape' && inside && !event.defaultPrevented) back()
  }

  const backButton = (
    <Button appearance="subtle" className="back" onClick={back}>
      <span aria-hidden="true">←</span>&nbsp;{texts.nav.back}
    </Button>
  )
  if (wireCase === null) {
    const missing = code === 'CASE_UNKNOWN'
    return (
      <div className="case-empty">
        {backButton}
        {busy && <WaitingScreen label={texts.case.loading} slow={slow} />}
        {!busy && missing && (
          <Calm heading={texts.case.notFound.heading}>
            <p>{texts.case.notFound.why}</p>
          </Calm>
        )}
        {!busy && !missing && (
          <Calm
            heading={texts.case.away}
            action={{ label: texts.retry, press: again, quiet: true }}
          />
        )}
      </div>
    )
  }
  const { conversation } = here
  const leaf = conversation?.form?.leaf
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the case from anywhere inside it
    <div className="case" ref={pane} onKeyDown={onKeyDown}>
      <div className="case-head">
        {backButton}
        <ArrivalHeading of={`${wireCase.id} ${key.open}`}>
          <span className="reference">{wireCase.reference}</span>
          <span aria-hidden="true"> · </span>
          <span className="case-name">{leaf ? leafWords(leaf) : wireCase.categoryLabel}</span>
        </ArrivalHeading>
        <p className="due-line">
          <span className="left" data-urgency={urgencyOf(wireCase)}>
            {daysLeft(wireCase)}
          </span>
          {wireCase.dueOn !== null && (
            <span className="quiet"> · {texts.facts.endOf(dateWords(wireCase.dueOn))}</span>
          )}
        </p>
        <SpamNotice wireCase={wireCase} arrived={set} />
        {conversation?.troubles.map((trouble) => (
          <Notice key={trouble} tone="error" title={texts.case.caseTroubles[trouble]}>
            {trouble === 'ghost_reader' && <bdi>{conversation.ghosts.join(' · ')}</bdi>}
          </Notice>
        ))}
      </div>
      <CaseBody
        wireCase={wireCase}
        conversation={conversation}
        failed={here.readCode !== null}
        writing={writing}
        field={field}
      />
      <NextSteps
        wireCase={wireCase}
        conversation={conversation}
        writing={writing}
        arrived={set}
        field={field}
      />
      <CaseFacts wireCase={wireCase} conversation={conversation} />
    </div>
  )
}
