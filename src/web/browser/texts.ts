import type { Section } from '../../case/section.ts'
import type { CaseTrouble, LetterTrouble } from './keeper/protocol.ts'
import type { Scheme } from './look/scheme.ts'

const many = (count: number, one: string, more: string): string =>
  `${count} ${count === 1 ? one : more}`

const sections: Record<Section, string> = {
  danger: 'Danger, nobody has confirmed yet',
  late: 'Late',
  today: 'Today',
  week: 'This week',
  later: 'Later',
  waiting: 'Waiting for the person',
  new: 'New',
  answered: 'Answered',
}

/** The same parts inside a sentence: "2 late · 1 today". */
const inLine: Record<Section, string> = {
  danger: 'in danger',
  late: 'late',
  today: 'today',
  week: 'this week',
  later: 'later',
  waiting: 'waiting',
  new: 'new',
  answered: 'answered',
}

const schemes: Record<Scheme, string> = {
  machine: 'As this machine',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
}

const letterTroubles: Record<LetterTrouble, string> = {
  not_for_you: 'This letter was not made for your key.',
  broken: 'This letter is damaged. What was stored cannot be opened.',
  foreign:
    'This letter does not belong to this case. Somebody may have moved it here. It is not shown.',
  misplaced:
    'This letter does not follow the one before it. Something was changed, dropped or put in.',
  unsigned: 'This letter is not signed by an officer of the roster. Do not rely on it.',
  half: 'This name takes two to open. A custodian keeps the other half.',
  stranger:
    'This letter is not signed with the key this person began with. Somebody else may have written it.',
}

const caseTroubles: Record<CaseTrouble, string> = {
  gap: 'A letter is missing from this case. Tell whoever runs the database, and do not rely on what is here alone.',
  repeated: 'A letter stands here twice. One of the two was put in by somebody.',
  first_missing:
    'The first letter of this case is missing or cannot be opened, so the person’s key cannot be checked.',
  key_changed:
    'The person’s key on the server is not the one in their first letter. Nothing will be sealed to it.',
}

/** Every sentence of the desk, in English. Another language is another file of this shape. */
export const texts = {
  title: 'Desk',
  titleQueue: 'Desk · Queue',
  titleCase: 'Desk · Case',
  titleKey: 'Desk · Your key',
  skip: 'Skip to the main part',
  demo: 'Demo: do not write anything real.',
  nav: { label: 'Desk', queue: 'Queue', key: 'Your key', back: 'Back to the queue' },
  menu: { label: 'You', look: 'Look', signOut: 'Sign out', schemes },
  keyState: {
    open: 'Key open',
    locks: (minutes: number) => `locks in ${minutes} min`,
    closed: 'Key locked',
    none: 'No key on this machine',
    lock: 'Lock',
    lockedNow: 'The key is locked. Nothing on this page can be read any more.',
  },
  loading: 'One moment.',
  slow: 'This takes longer than usual. You can wait or go on; nothing is lost.',
  offline:
    'This machine is not connected. What you typed is still here. Send it when you are back.',
  away: 'The desk cannot reach its service.',
  retry: 'Try again',
  signedOut: {
    heading: 'The desk',
    why: 'Here officers read what people told their office, and answer.',
    what: 'You sign in with your organisation’s account. What people wrote stays locked until you open your key on this machine.',
    button: 'Sign in',
  },
  sections: { names: sections, inLine },
  queue: {
    heading: 'Queue',
    summary: (count: number) =>
      count === 0 ? 'No open case is yours to read.' : many(count, 'case', 'cases'),
    hint: 'Arrow keys move, Enter opens.',
    unread: 'New from the person. ',
    nobody: 'nobody yet',
    you: 'with you',
    held: (who: string) => who,
    nothing: 'Nothing to do today.',
    nothingMore: 'Nobody is waiting for an answer from you. When somebody writes, it appears here.',
    choose: 'Choose a case on the left.',
    chooseMore:
      'The list shows no names and no words. Letters open here, on this machine, with your key.',
    again: 'Fetch again',
    stale: 'The list could not be fetched just now. What is shown may be older.',
  },
  daysLeft: {
    late: (days: number) => (days === 0 ? 'late' : `${many(days, 'day', 'days')} late`),
    lateHours: (hours: number) => `${many(hours, 'hour', 'hours')} late`,
    today: 'due today',
    left: (days: number) => `${many(days, 'day', 'days')} left`,
    leftHours: (hours: number) =>
      hours === 0 ? 'less than an hour left' : `${many(hours, 'hour', 'hours')} left`,
    paused: (days: number) => `paused · ${days} left`,
    pausedOnly: 'paused',
    done: 'answered',
    closed: 'closed',
  },
  case: {
    loading: 'Fetching the case.',
    away: 'The case could not be fetched.',
    unreadable:
      'The letters could not be opened on this machine. Lock the key, open it and try again.',
    elsewhere: 'Open the letters with GnuPG instead',
    opening: 'Opening the letters on this machine.',
    person: 'Person',
    note: 'Internal note',
    noteFor: 'Only the readers of this case can open it.',
    question: 'Question',
    acknowledged: 'Said: we have it',
    identity: 'Name, sealed apart',
    consent: 'Consent',
    unknown: 'A letter of a kind this desk does not know yet.',
    received: (on: string) => `received ${on}`,
    conversation: 'Conversation',
    facts: 'Facts',
    actions: 'What can be done next',
    download: 'For GnuPG',
    downloadLabel: (number: number) => `Download letter ${number} for GnuPG`,
    downloaded: (name: string) =>
      `Saved as ${name}. Open it with: gpg -d ${name}. When gpg ends with a status other than 0, do not rely on what it printed.`,
    cannotOpen: {
      heading: 'Your key does not open this letter.',
      madeFor: 'It was made for:',
      help: 'One of them can read it. Talk to them in person, not by chat or e-mail.',
      nobody: 'The row names no key. Tell whoever runs this service.',
    },
    notFound: {
      heading: 'There is no such case for you.',
      why: 'It does not exist, it was taken back, or you are not one of its readers. All look the same on purpose.',
    },
    screen:
      'Translated pages and screenshots leave this machine. That you fetched this case stands in the ledger.',
    letterTroubles,
    caseTroubles,
  },
  facts: {
    due: 'Answer due',
    dueNone: 'No answer is owed now',
    endOf: (day: string) => `${day}, end of day`,
    clock: 'Clock',
    route: 'How they came here',
    keptOut: 'Kept out',
    keptOutNobody: 'Nobody',
    keptOutOffice: (office: string) => `All of: ${office}`,
    head: 'The head of the organisation',
    formerOfficer: 'An officer who is not in the roster now',
    passOn: 'Passing on',
    agreed: 'Agreed: another office may see it',
    notAgreed: 'Not agreed',
    who: 'Who they are',
    given: 'Name given',
    when: 'When it happened',
    where: 'Where it happened',
    readers: 'Readers',
    youAreReader: 'You',
    flags: 'Mind',
    came: 'Door',
  },
  clock: {
    received: 'Received',
    acknowledged: 'Said: we have it',
    asked: 'Asked, the clock stopped',
    added: 'The person wrote',
    answered: 'Answered',
    lapsed: 'No reply in time, put aside',
    closed: 'Closed',
    reopened: 'Opened again',
    settled: 'Settled by the person',
    withdrawn: 'Taken back by the person',
    corrected: 'A date was corrected',
    noted: 'Note among readers',
    consent_asked: 'Asked to pass on, the clock stopped',
    consented: 'The person agreed to pass on',
    declined: 'The person did not agree',
    referral_proposed: 'Hand-over proposed',
    referred: 'Handed over',
    referral_lapsed: 'Hand-over lapsed',
    named: 'The person said who they are',
    identity_asked: 'Asked the custodian who it is',
    identity_released: 'The custodian told us who it is',
    identity_refused: 'The custodian did not tell us',
    pausedDays: (days: number) => `stood still for ${many(days, 'day', 'days')}`,
    firstOnTime: 'first answer on time',
    firstLate: 'first answer late',
  },
  acts: {
    kind: 'What you write',
    stateWords: {
      received: 'Nobody has said yet that they have this.',
      acknowledged: 'The person waits for an answer.',
      waiting: 'We wait for the person.',
      lapsed: 'The person did not reply in time.',
      answered: 'Answered. Nothing is owed now.',
      closed: 'Closed.',
    },
    acknowledge: 'Say that you have it',
    acknowledgeWhy: 'The person sees that somebody has it. It does not count as the answer.',
    answer: 'Answer',
    send: 'Send answer',
    question: 'Ask, and pause the clock',
    sendQuestion: 'Send question and pause',
    consent: 'Ask to pass it on',
    sendConsent: 'Send request and pause',
    note: 'Internal note',
    sendNote: 'Keep note',
    close: 'Close',
    closeTitle: (reference: string) => `Close ${reference}`,
    closeWhy:
      'The person sees that it is closed and can no longer add to it. Choose the reason that is true.',
    cancel: 'Leave it open',
    reason: 'Why',
    reasonMissing: 'Choose a reason.',
    missing: 'Nothing is written yet.',
    pauseWhy: 'The clock stops until they reply, at most 14 days. They are told so.',
    field: {
      answer: 'Your answer',
      question: 'Your question',
      consent: 'Why you ask',
      note: 'Your note',
    },
    placeholder: {
      answer: 'Answer in the person’s language.',
      question: 'Ask one thing. Say why you need it.',
      consent: 'Say in the person’s language what the other office could do for them.',
      note: 'The person never sees this.',
    },
    readers: (who: string) =>
      `The person and ${who} can open it. It is signed with your key and shown as the office’s.`,
    readersNote: (who: string) => `${who} can open it, nobody else. The person cannot.`,
    onlyYou: 'you',
    sealing: 'Sealing and sending.',
    sent: 'Sent.',
    acknowledged: 'The person can see that you have it.',
    closed: 'The case is closed.',
    keptNote: 'The note is kept.',
    keyChanged: 'Nothing can be sent to the person: their key could not be checked.',
  },
  consent: {
    office: 'To which office',
    officeHint:
      'Offices that the person kept out, and offices that cannot receive now, are not offered.',
    officeMissing: 'Choose an office.',
    content: 'What would be passed on',
    contentMissing: 'Choose what would be passed on.',
    contents: {
      account: 'The account as they wrote it',
      sanitised: 'A version without what identifies them, which you write here',
    },
    sanitised: 'The version that would be passed on',
    sanitisedHint:
      'The person reads all of it before they answer. Leave out names, places, dates and what only they know.',
    sanitisedMissing: (letters: number, lines: number) =>
      `Write it, in at most ${letters} letters and ${lines} lines.`,
    noAnswer: 'The clock stops until they answer, at most 14 days. No answer is a no.',
    fact: 'Asked to pass on',
    nothing: 'Nobody asked',
    whats: { account: 'the account', sanitised: 'a version without what identifies them' },
    asked: (day: string) => `asked ${day}`,
    standing: {
      open: 'waits for an answer; no answer is a no',
      replaced: 'not answered; asked anew since',
      agreed: 'agreed',
      declined: 'not agreed',
      taken_back: 'agreed, then taken back',
      handed_over: 'agreed, and handed over',
      unproved:
        'The database says otherwise than the person’s signed letters. Do not pass anything on. Tell whoever runs this service.',
    },
    show: 'Show the version',
    yes: 'Yes, it may be passed on.',
    no: 'No, it may not be passed on.',
    takenBack: 'The person took the yes back',
  },
  changed: {
    heading: 'This case changed in the meantime.',
    what: 'What is new stands above, and who reads it now beside it. Your text is still here. Look, then send yours or change it.',
  },
  locked: {
    heading: 'Your key is locked',
    why: 'What people wrote opens only on this machine, with your key. Nobody else can do this for you, not even the people who run the service.',
    field: 'Passphrase',
    open: 'Open',
    opening: 'Opening. This takes a second on purpose.',
    wrong: 'This passphrase does not open the key. Check the keyboard and try again.',
    lost: 'Passphrase lost?',
    lostWhat:
      'Nobody can reset it. Make a new key under “Your key”, have its fingerprint put into the roster, and ask a colleague who reads your cases to seal them to it again.',
    none: 'There is no key on this machine yet',
    noneWhy: 'Letters are sealed to your key. Make one here, or bring the one you have.',
    toKey: 'Go to “Your key”',
  },
  key: {
    heading: 'Your key',
    what: 'Letters for you are sealed to this key. Its secret half stays on this machine, locked with your passphrase, and is never sent.',
    fingerprint: 'Fingerprint',
    readAloud:
      'Read it aloud to whoever keeps the roster, on the telephone or in person. Only then can letters be sealed to it.',
    matches: 'The roster has this key for you.',
    differs: 'The roster has another key for you. Letters are not sealed to this one.',
    rosterHas: 'The roster has',
    none: 'There is no key on this machine.',
    make: 'Make a key',
    makeWhat: 'Choose a passphrase you do not use elsewhere: five or six words by chance are good.',
    passphrase: 'Passphrase',
    again: 'Passphrase once more',
    short: 'Take at least 12 characters.',
    unequal: 'The two are not the same.',
    making: 'Making the key.',
    made: 'The key is made and open.',
    bring: 'Bring a key you have',
    bringWhat:
      'Paste the armored secret key. It is read on this machine only and locked again with the same passphrase.',
    armored: 'Secret key',
    armoredMissing: 'Paste the whole block, from BEGIN to END.',
    bringButton: 'Take this key',
    bringing: 'Reading the key.',
    refused:
      'This key cannot be used here: it is not a secret key, or of a kind that other programs could not answer. RSA from 3072 bits, Curve25519 and NIST P-256 or P-384 work.',
    demo: 'Take the demo key',
    demoWhat:
      'In the demo the key of this officer is waiting for you. Its passphrase stands in the table the demo printed.',
    export: 'Export for GnuPG',
    exportWhat:
      'The file opens with the same passphrase. Whoever has both reads your letters: keep it where you keep such things.',
    exportButton: 'Save the file',
    exported: (name: string) => `Saved as ${name}. Take it in with: gpg --import ${name}`,
    forget: 'Forget the key on this machine',
    forgetWhat: 'Without a copy elsewhere, what was sealed to it alone can never be opened again.',
    forgetYes: 'Forget it',
    forgetNo: 'Keep it',
  },
  root: {
    heading: 'The organisation’s root key',
    what: 'It signs the list of who may read. This machine keeps its fingerprint from the first visit and refuses any other.',
    pinned: 'Kept on this machine',
    first: 'Compare it with the printed one before you rely on it.',
    version: (version: number, until: string) => `Roster ${version}, valid until ${until}.`,
    changed: 'The root key is not the one this machine knows.',
    changedWhat:
      'Nothing is sealed until this is cleared up. Compare the new fingerprint with the printed one, on the telephone or in person.',
    offered: 'Now offered',
    trust: 'I compared it: keep the new one',
    bad: 'The list of who may read is not good: unsigned, expired or older than a known one. You can read, but nothing can be sealed.',
    away: 'The list of who may read could not be fetched.',
  },
  told: {
    heading: 'Be told in Teams',
    what: 'Your own chat with the bot can tell you of new cases, letters and dates, each full hour. Of danger it tells you at once. The message is always the same, and names no case: what it is about stands here.',
    none: 'You are not told anywhere. You see what is new when you look here.',
    since: (on: string) => `You are told in Teams since ${on}.`,
    lost: (on: string) =>
      `Messages have not arrived since ${on}: the bot was removed or blocked there. Pair the chat again.`,
    pair: 'Show a code',
    pairAgain: 'Pair another chat',
    stop: 'Tell me no more',
    how: (minutes: number) =>
      `Within ${minutes} minutes, write this in your own chat with the bot, and nothing else:`,
    once: 'It works once. Show it to nobody: whoever writes it is told in your place.',
    paired: 'The chat is paired.',
  },
  errors: {
    CASE_CLOSED: 'This case was closed in the meantime. Your text is still here.',
    CASE_UNKNOWN:
      'There is no such case for you any more: it was taken back, or you do not read it now. Nothing was sent.',
    CASE_CHANGED: 'A colleague acted on this case in the meantime.',
    CONSENT_OPEN: 'The person has not answered the last request yet. Your text is still here.',
    CONSENT_REFUSED:
      'This cannot be passed on to that office. Nothing was sent. Your text is still here.',
    DATABASE_AWAY:
      'The service cannot reach its database. Nothing was sent. Your text is still here.',
    KEY_REFUSED: 'This key cannot be used here.',
    NO_READER:
      'Nothing was sent: the roster has no usable key for one of the readers. Your text is still here.',
    ROSTER_REFUSED:
      'Nothing was sent: the list of who may read is not good. Your text is still here.',
    ENVELOPE_REFUSED: 'The service did not take the sealed letter. Your text is still here.',
    AWAY: 'The service does not answer. Nothing was sent. Your text is still here. Try again.',
    SIGNED_OUT:
      'You are signed out. Your text stays here: sign in in another window, then send again.',
  } as Readonly<Record<string, string>>,
  errorKey: 'The key could not be made on this machine. Try again.',
  error: 'Something did not work. Your text is still here. Try again.',
} as const
