import type { ReactElement } from 'react'
import type { Kind } from '#domain/case/message.ts'
import type { WireCase, WireLetter } from '#wire/desk.ts'
import { PrivateWords } from '../components/words.tsx'
import { officeWords, shortDate } from '../model/labels.ts'
import type { DeskLetter } from '../model/use-case.ts'
import { texts } from '../texts.ts'
import { Download } from './download.tsx'
import { LetterFiles } from './letter-files.tsx'

/** One letter: words, position and colour show its sender; a warning stands before the text. */
export function LetterItem({
  wireCase,
  letter,
  shown,
}: {
  wireCase: WireCase
  letter: WireLetter
  shown: DeskLetter | undefined
}): ReactElement {
  const side = { 'r>o': 'theirs', 'o>r': 'ours', 'o>o': 'note' }[letter.dir]
  return (
    <li className="letter" data-side={side}>
      <div className="letter-head">
        <p className="quiet">{heading(wireCase, letter, shown?.author ?? null)}</p>
        <Download wireCase={wireCase} letter={letter} />
      </div>
      <Trouble letter={letter} shown={shown} />
      {typeof shown?.agreed === 'boolean' && shown.trouble === null && (
        <p>{shown.agreed ? texts.consent.yes : texts.consent.no}</p>
      )}
      {shown?.words && !shown.words.blank && <PrivateWords of={shown.words} lang={shown.lang} />}
      {shown && <LetterFiles wireCase={wireCase} letter={letter} files={shown.files} />}
    </li>
  )
}

/** The author of a letter of the office is the officer who signed it, not whom the database names. */
function heading(
  wireCase: WireCase,
  { dir, kind, seq, on }: WireLetter,
  author: string | null,
): string {
  const words = texts.case
  const day = shortDate(on)
  const by = author === null ? [] : [author]
  if (dir === 'o>o') return [words.note, ...by, day, words.noteFor].join(' · ')
  const who = dir === 'r>o' ? words.person : (author ?? officeWords(wireCase.office))
  const what = KIND_WORDS[kind]
  const when = dir === 'r>o' && seq === 1 ? words.received(day) : day
  return [who, ...(what === null ? [] : [what]), when].join(' · ')
}

const KIND_WORDS: Readonly<Record<Kind, string | null>> = {
  concern: null,
  addition: null,
  answer: null,
  identity: texts.case.identity,
  question: texts.case.question,
  acknowledgement: texts.case.acknowledged,
  note: null,
  consent: texts.case.consent,
  sanitised: texts.case.unknown,
}

function Trouble({
  letter,
  shown,
}: {
  letter: WireLetter
  shown: DeskLetter | undefined
}): ReactElement | null {
  if (shown === undefined || shown.trouble === null) return null
  if (shown.trouble !== 'not_for_you') {
    return (
      <p className="trouble" role="alert">
        {texts.case.letterTroubles[shown.trouble]}
      </p>
    )
  }
  const words = texts.case.cannotOpen
  return (
    <div className="cannot-open">
      <p>
        <strong>{words.heading}</strong>
      </p>
      {letter.sealedTo.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <>
          <p>{words.madeFor}</p>
          <ul>
            {letter.sealedTo.map((label) => (
              <li key={label}>
                <bdi>{label}</bdi>
              </li>
            ))}
          </ul>
          <p>{words.help}</p>
        </>
      )}
    </div>
  )
}
