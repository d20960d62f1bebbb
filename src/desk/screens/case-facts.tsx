import type { ReactElement, ReactNode } from 'react'
import { isAnonymousChannel } from '#domain/concern/channel.ts'
import type { WireCase } from '#wire/desk.ts'
import { fromChannelV1 } from '#wire/v1.ts'
import { PrivateWords } from '../components/words.tsx'
import { daysLeft, urgencyOf } from '../model/days-left.ts'
import { useDesk } from '../model/desk-context.ts'
import {
  dateWords,
  flagWords,
  identityWords,
  languageWords,
  officeWords,
  reasonWords,
  routeWords,
  shortDate,
} from '../model/labels.ts'
import type { Conversation } from '../model/use-case.ts'
import { texts } from '../texts.ts'
import { ConsentFacts } from './consent-facts.tsx'

/** Facts of a case. The answers of the reporter come from the sealed form only. */
export function CaseFacts({
  wireCase,
  conversation,
}: {
  wireCase: WireCase
  conversation: Conversation | null
}): ReactElement {
  const words = texts.facts
  const form = conversation?.form ?? null
  const flags = form?.flags ?? wireCase.flags
  return (
    <aside className="facts" aria-label={texts.case.facts}>
      <dl>
        <Fact label={words.due}>
          <span className="left" data-urgency={urgencyOf(wireCase)}>
            {wireCase.dueOn === null ? words.dueNone : words.endOf(dateWords(wireCase.dueOn))}
          </span>
          {wireCase.dueOn !== null && <span className="quiet">{daysLeft(wireCase)}</span>}
        </Fact>
        <Fact label={words.clock}>
          <Clock wireCase={wireCase} />
        </Fact>
        {flags.length > 0 && <Fact label={words.flags}>{flags.map(flagWords).join('. ')}</Fact>}
        {form !== null && (
          <Fact label={words.route}>{routeWords(form.taps, form.leaf).join(' → ')}</Fact>
        )}
        <Fact label={words.came}>
          {wireCase.doorLabel}
          {isAnonymousChannel(fromChannelV1(wireCase.door)) && (
            <span className="quiet">
              {wireCase.category === 'safety' ? words.openChannelDanger : words.openChannel}
            </span>
          )}
          {wireCase.door === 'office_link' && <span className="quiet">{words.officeLink}</span>}
        </Fact>
        {conversation !== null && (
          <Fact label={words.language}>{languageWords(conversation.lang)}</Fact>
        )}
        {form !== null && <ExcludedOfficer about={form.about} people={form.keptOut} />}
        <Fact label={words.passOn}>
          {(form?.passOn ?? wireCase.passOn) ? words.agreed : words.notAgreed}
        </Fact>
        {conversation !== null && conversation.consents.length > 0 && (
          <Fact label={texts.consent.fact}>
            <ConsentFacts consents={conversation.consents} />
          </Fact>
        )}
        <Fact label={words.who}>
          {identityWords(levelOf(wireCase, conversation))}
          {wireCase.name !== null && (
            <span className="quiet">{words.nameStates[wireCase.name]}</span>
          )}
        </Fact>
        {conversation?.name && (
          <Fact label={words.given}>
            <PrivateWords of={conversation.name} inline />
            {conversation.nameTyped && <span className="quiet">{words.typed}</span>}
          </Fact>
        )}
        {conversation?.when && (
          <Fact label={words.when}>
            <PrivateWords of={conversation.when} inline />
          </Fact>
        )}
        {conversation?.where && (
          <Fact label={words.where}>
            <PrivateWords of={conversation.where} inline />
          </Fact>
        )}
        <Fact label={words.readers}>
          <ul className="clock">
            {wireCase.readers.map(({ id, label, you }) => (
              <li key={id}>{you ? words.youAreReader : label}</li>
            ))}
          </ul>
        </Fact>
      </dl>
    </aside>
  )
}

/** Identity level: from the letters, else from the database. */
function levelOf(wireCase: WireCase, conversation: Conversation | null): string {
  if (wireCase.name !== null) return 'confidential'
  if (conversation?.name) return 'named'
  return conversation?.form?.identity ?? wireCase.identity
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Clock({ wireCase }: { wireCase: WireCase }): ReactElement {
  const words = texts.clock
  const events = wireCase.events.filter((event) => event.act !== 'noted')
  return (
    <ul className="clock">
      {events.map((event, at) => (
        <li key={at}>
          <span>{happened(events, at)}</span> <span className="quiet">{shortDate(event.on)}</span>
          {reasonOf(event) && <span className="quiet">{reasonOf(event)}</span>}
          {proofOf(event) && <span className="quiet">{proofOf(event)}</span>}
        </li>
      ))}
      {wireCase.pausedDays > 0 && (
        <li className="quiet">{words.pausedDays(wireCase.pausedDays)}</li>
      )}
      {wireCase.outcome !== null && <li className="quiet">{outcomeWords(wireCase)}</li>}
    </ul>
  )
}

function outcomeWords({ outcome, respondedOn }: WireCase): string {
  const words = texts.clock
  if (outcome === 'on_time') return words.firstOnTime
  return respondedOn === null ? words.neverAnswered : words.firstLate
}

/** Text of an event. A No after a Yes without a request between them is a withdrawn Yes. */
function happened(events: WireCase['events'], at: number): string {
  const act = events[at]?.act ?? 'noted'
  const before = events
    .slice(0, at)
    .findLast((event) => ['consented', 'consent_asked', 'declined'].includes(event.act))
  if (act === 'declined' && before?.act === 'consented') return texts.consent.takenBack
  return texts.clock[act]
}

/** What proves that the person did it, where it is not a signature made on a device of the person. */
function proofOf({ act, by, signedAct }: WireCase['events'][number]): string | null {
  if (by !== 'reporter' || !['settled', 'consented', 'declined'].includes(act)) return null
  if (signedAct === undefined) return texts.clock.unsigned
  return signedAct.by === 'server' ? texts.clock.byServer : null
}

function reasonOf({ act, reason }: WireCase['events'][number]): string | null {
  // The reason of a consent request says no more than the act.
  return reason === null || act === 'consent_asked' ? null : reasonWords(reason)
}

function ExcludedOfficer({
  about,
  people,
}: {
  about: readonly string[]
  people: readonly string[]
}): ReactElement {
  const { key } = useDesk()
  const words = texts.facts
  const officers = key.roster?.is === 'good' ? key.roster.officers : []
  const labelOf = (id: string) =>
    officers.find((each) => each.id === id)?.label ?? words.formerOfficer
  const offices = about.map((each) =>
    each === 'head' ? words.head : words.keptOutOffice(officeWords(each)),
  )
  const all = [...offices, ...people.map(labelOf)]
  return (
    <Fact label={words.keptOut}>
      {all.length === 0 ? words.keptOutNobody : all.join(', ')}
      <span className="quiet">{words.keptOutLater}</span>
    </Fact>
  )
}
