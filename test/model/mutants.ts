/*
 * Checks that the model leaves out, one at a time: as the text of the source that makes them, and what stands in its
 * place. A text that is no more there fails the test, so that this list follows the code.
 */

export interface Mutant {
  readonly name: string
  readonly file: string
  readonly text: string
  readonly instead: string
}

const mutant = (name: string, file: string, text: string, instead: string): Mutant => {
  return { name, file: `src/${file}`, text, instead }
}

const ADMITTED = 'domain/case/admitted.ts'
const AUTHOR = 'domain/case/author.ts'
const FIRST = 'domain/case/first-letter.ts'
const CONSENT = 'domain/case/proven-consent.ts'
const HISTORY = 'domain/case/history.ts'
const DESK = 'desk/key-worker/judge-case.ts'
const LETTER = 'desk/key-worker/read-letter.ts'
const NAME = 'desk/key-worker/last-name.ts'
const ENDS = 'desk/key-worker/ends-writing.ts'
const PAGE = 'crypto/reporter-judgment.ts'

export const MUTANTS: readonly Mutant[] = [
  mutant('kept out', ADMITTED, 'form.keptOut.includes(id) || ', ''),
  mutant('office of a reader', ADMITTED, ' || !offices.includes(office)', ''),
  mutant(
    'roster of the first letter',
    ADMITTED,
    'office === offices[0] ? version === least : version >= least,',
    'version >= least,',
  ),
  mutant(
    'author of another office',
    ADMITTED,
    "if (!offices.includes(author.office)) return 'author_elsewhere'",
    '',
  ),
  mutant('author let in', ADMITTED, ": 'author_no_reader'\n}", ': author\n}'),
  mutant(
    'author by the roster of the day',
    AUTHOR,
    "? author : 'author_left'\n  }",
    '? author : author\n  }',
  ),
  mutant('two first letters', FIRST, "if (others.length > 0) return 'first_doubtful'", ''),
  mutant('first letter contradicted', FIRST, '!isContradicted(letters)', 'true'),
  mutant('answer is sound', CONSENT, "kind === 'consent' && isSound)", "kind === 'consent')"),
  mutant(
    'answer to what was asked',
    CONSENT,
    'form?.office === office && form.hash === hash',
    'true',
  ),
  mutant(
    'request by an author',
    CONSENT,
    "isSame && typeof authorIn(admission, people, signedBy, letter) !== 'string'",
    'isSame',
  ),
  mutant(
    'nothing since the answer is missing',
    CONSENT,
    'isLastKnown: isWholeSince(seq, letters)',
    'isLastKnown: true',
  ),
  mutant(
    'hole before a named letter',
    HISTORY,
    "if (new Set(earlier.map(({ seq }) => seq)).size < seen.seq) return 'withheld'",
    '',
  ),
  mutant('two letters of hers at one number', HISTORY, 'isTwice || ', ''),
  mutant(
    'letter of hers that another signed',
    DESK,
    "? 'stranger' : trouble",
    '? trouble : trouble',
  ),
  mutant('key of the case', DESK, 'caseKey === form.reporter', 'true'),
  mutant(
    'key of the case is named',
    DESK,
    "if (form !== null && !keyHolds) troubles.push('key_changed')",
    '',
  ),
  mutant(
    'day of receipt',
    DESK,
    'if (shown?.letter != null && !receivedOn(wireCase, shown.letter.day))',
    'if (false)',
  ),
  mutant('ghosts in the list', DESK, "if (ghosts.length > 0) troubles.push('ghost_reader')", ''),
  mutant(
    'author at the desk',
    DESK,
    '.map((each) => authored(each, admission, history))',
    '.map((each) => ({ ...authored(each, null, history) }))',
  ),
  mutant(
    'place of a letter',
    LETTER,
    "return foreign.length > 0 ? 'misplaced' : null",
    'return null',
  ),
  mutant('kind of a letter', LETTER, ' || letter.typ !== wireLetter.kind', ''),
  mutant(
    'signature of an officer',
    LETTER,
    "wireLetter.dir !== 'r>o' && signature !== 'good'",
    'false',
  ),
  mutant('name exchanged', NAME, ' && !isExchanged(wireLetter.id, letters)', ''),
  mutant('faulty name', NAME, 'WITH_WHICH_IT_COUNTS.includes(trouble) && ', ''),
  mutant('no writing to a ghost', ENDS, "ghost_reader: 'READER_UNKNOWN',", ''),
  mutant(
    'author on the page',
    PAGE,
    "return typeof author === 'string' ? 'unknown_signer' : 'sound'",
    "return 'sound'",
  ),
  mutant(
    'signature on the page',
    PAGE,
    "if (words.signature !== 'good') return doubtOf(words, dir)",
    '',
  ),
  mutant('place on the page', PAGE, "if (!isInPlace) return 'doubtful'", ''),
  mutant('history on the page', PAGE, 'isFaulty ?', 'false ?'),
  mutant(
    'no sealing on the page',
    PAGE,
    "return isAdmitted ? null : 'READER_UNKNOWN'",
    'return null',
  ),
]
