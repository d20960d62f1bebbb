import { MOST_COUNTED, ROWS_A_PAGE } from '#domain/case/pile.ts'
import type { Section } from '#domain/case/queue-section.ts'
import type { KindId } from '#metadata/kinds.ts'
import type { WritingEnd } from './key-worker/ends-writing.ts'
import type { CaseTrouble, LetterTrouble } from './key-worker/protocol.ts'
import type { Scheme } from './theme/scheme.ts'

/** Kinds of actions. Only the refusal of one that sends text may mention a text (T-155). */
export type RequestKind = 'words' | 'act' | 'read'

const many = (count: number, one: string, more: string): string =>
  `${count} ${count === 1 ? one : more}`

const most = MOST_COUNTED.toLocaleString('en')
const counted = (count: number) => (count < MOST_COUNTED ? String(count) : `${most} or more`)

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

/** Sections inside a sentence: "2 late · 1 today". */
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
  dated_ahead:
    'An officer signed this letter on a machine with a wrong date: the day of the signature has not come yet.',
  expired_key:
    'This letter is signed with a key that had expired before it was written. Do not rely on it.',
  key_not_yet_valid:
    'This letter is signed with a key that was not valid yet on the day of the signature. Ask who wrote it.',
  unsigned: 'This letter is not signed by an officer of the roster. Do not rely on it.',
  author_left:
    'Whoever signed this letter was not on the list of officers on its day. Do not rely on it.',
  author_elsewhere: 'An officer of another office signed this letter. Do not rely on it.',
  author_custodian: 'A custodian signed this letter, who is no officer. Do not rely on it.',
  author_no_reader:
    'An officer whom nobody let into this case signed this letter. Do not rely on it.',
  older_format:
    'An older version of this desk wrote this letter after newer ones had come, or somebody put it in. Ask who wrote it before you rely on it.',
  other_organisation: 'This letter was written for another organisation. Do not rely on it.',
  other_channel: 'This letter was written for a case that came in another way. Do not rely on it.',
  day_moved: 'The day of this letter is not the day inside it. Tell whoever runs the database.',
  withheld:
    'This letter names one that is not here. A letter is being kept back: do not rely on what is here alone.',
  forked:
    'This letter was written after another one than the one that stands here. Compare with a colleague.',
  went_back:
    'Whoever wrote this letter knew less than the letter before it says. Something was kept back or put in.',
  out_of_order:
    'This letter stands before one that its writer had been given already: the order here is not the one they were written in.',
  without_newest: 'This letter was written without the person’s last message.',
  roster_unknown:
    'Whoever wrote this letter knew a list of officers that is not published here. A list is being kept back.',
  roster_old:
    'Whoever wrote this letter was given a list of officers that had ended, or had been replaced more than a month before.',
  ghost_recipient:
    'Somebody can read this letter whom nobody let into the case. Tell whoever runs the database.',
  name_replaced:
    'This is not the name that the person began with. Somebody exchanged it: do not rely on it.',
  promise_moved:
    'The person was promised an answer by another day than the one that stands here. Tell whoever runs the database.',
  half: 'This name takes two to open. A custodian keeps the other half.',
  disclosure_unproven:
    'Nothing proves that a custodian released this name for this case, so it is not shown. Tell whoever runs the database.',
  stranger:
    'This letter is not signed with the key this person began with. Somebody else may have written it.',
}

const caseTroubles: Record<CaseTrouble, string> = {
  gap: 'A letter is missing from this case. Tell whoever runs the database, and do not rely on what is here alone.',
  repeated: 'A letter stands here twice. One of the two was put in by somebody.',
  first_missing:
    'The first letter of this case is missing or cannot be opened, so the person’s key cannot be checked.',
  first_doubtful:
    'The first letter of this case is not proven: it stands here twice, the person did not sign it, or later letters name another one. It says who may read, so nothing will be sealed. Tell whoever runs the database.',
  key_changed:
    'The person’s key on the server is not the one in their first letter. Nothing will be sealed to it.',
  ghost_reader:
    'Somebody is listed here as a reader whom nobody let in. Nothing will be sealed until whoever runs the database has said why:',
  list_missing:
    'The list of officers by which this case was sealed is not published here: it is of an earlier root key, or kept back. Nothing proves who may read, so nothing will be sealed.',
  lists_broken:
    'The published lists of officers were changed, or one is missing. Compare who signed before you rely on it.',
  label_replaced:
    'The row of this case showed another label than the one that the person sealed. What stands in the letter is theirs.',
  name_doubtful:
    'A letter with a name was put in, exchanged or damaged. Whose name this case gives, or that it gives none, is not proven: ask the person before you rely on it.',
  received_moved:
    'The day of receipt is not the day inside the first letter. The due day may be wrong: tell whoever runs the database.',
  act_unproven:
    'Something stands here as done by the person that the person’s key did not sign. Ask the person before you rely on it, and tell whoever runs the database.',
  act_missing:
    'When the person settled this case or answered a request, there were letters or acts that are not here, or others. Do not rely on what is here alone: ask a colleague what he sees, and tell whoever runs the database.',
}

/** All texts of the desk, in English. Another language is another object of this type. */
export const texts = {
  title: 'Desk',
  titleQueue: 'Desk · Queue',
  titleCase: 'Desk · Case',
  titleKey: 'Desk · Your key',
  titleLink: 'Desk · A link',
  skip: 'Skip to the main part',
  demo: 'Demo: do not write anything real.',
  demoLabel: 'Demo',
  nav: { label: 'Desk', queue: 'Queue', key: 'Your key', back: 'Back to the queue' },
  menu: {
    label: 'You',
    look: 'Look',
    signOut: 'Sign out',
    schemes,
    unsent: {
      title: 'Sign out',
      what: 'You have written something that is not sent. It is kept nowhere else and will be gone.',
      leave: 'Go on writing',
      act: 'Sign out',
    },
  },
  keyState: {
    open: 'Key open',
    locks: (minutes: number) => `locks in ${minutes} min`,
    closed: 'Key locked',
    none: 'No key on this machine',
    anothers: 'No key of the roster here',
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
    full: `At most ${most} dangers and ${most} other cases are counted and listed, what is due first before the rest. There may be more.`,
    listed: (listed: number, count: number) =>
      listed < count ? `${listed} of ${count}` : String(listed),
    byClock: 'More cases are open. What is due first is listed first.',
    more: `Show ${ROWS_A_PAGE} more`,
    noMore: `Only the first ${most} by the clock are listed. What you answer, close or set aside makes room for the next.`,
    endedLate: (count: number) =>
      `${count < MOST_COUNTED ? many(count, 'case', 'cases') : `${most} cases or more`} ended late this year, without an answer. Late stays late. What was erased is not in this count.`,
    hint: 'Arrow keys move, Enter opens.',
    unread: 'New from the person. ',
    nobody: 'nobody yet',
    you: 'with you',
    nothing: 'Nothing to do today.',
    nothingMore: 'Nobody is waiting for an answer from you. When somebody writes, it appears here.',
    choose: 'Choose a case on the left.',
    chooseMore:
      'The list shows no names and no words. Letters open here, on this machine, with your key.',
    again: 'Fetch again',
    elsewhere: 'Somebody waits, and nobody answers.',
    elsewhereMore:
      'In one of the offices an answer is days late, and nobody there has done anything since. Which case and which office is said to nobody. Ask each office to look at what is late.',
    stale: 'The list could not be fetched just now. What is shown may be older.',
  },
  aside: {
    open: (count: number, late: number) =>
      late === 0
        ? `Set aside: ${counted(count)}`
        : `Set aside: ${counted(count)}, ${counted(late)} late`,
    heading: 'Set aside',
    what: 'Out of the queue, and nothing else. The clock goes on. A new letter of the person brings a case back.',
    nothing: 'Nothing is set aside.',
    isAside: 'This case is set aside.',
    bringBack: 'Bring back',
  },
  many: {
    start: { aside: 'Set several aside', back: 'Bring several back' },
    pick: (reference: string) => `Choose ${reference}`,
    chosen: (count: number) => `${count} chosen`,
    all: 'Choose all',
    first: (count: number) => `Choose the first ${count}`,
    stop: 'Stop choosing',
    act: {
      aside: (count: number) => `Set ${count} aside`,
      back: (count: number) => `Bring ${count} back`,
    },
    title: {
      aside: (count: number) => `Set ${many(count, 'case', 'cases')} aside?`,
      back: (count: number) => `Bring ${many(count, 'case', 'cases')} back?`,
    },
    what: {
      aside:
        'For what is no concern at all. The cases stay, their clocks go on, and late is late. All their readers see them under “Set aside”. That you did it stands in the ledger.',
      back: 'They stand in the queue again, with the days they have left now. That you did it stands in the ledger.',
    },
    leave: 'Leave them',
    done: {
      aside: (count: number) => `${many(count, 'case is', 'cases are')} set aside.`,
      back: (count: number) => `${many(count, 'case is', 'cases are')} back in the queue.`,
    },
  },
  daysLeft: {
    late: (days: number) => (days === 0 ? 'late' : `${many(days, 'day', 'days')} late`),
    lateHours: (hours: number) => `${many(hours, 'hour', 'hours')} late`,
    today: 'due today',
    left: (days: number) => `${many(days, 'day', 'days')} left`,
    leftHours: (hours: number) =>
      hours === 0 ? 'less than an hour left' : `${many(hours, 'hour', 'hours')} left`,
    paused: (days: number) => `paused · ${many(days, 'day', 'days')} left`,
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
    consent: 'Passing on',
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
    signs:
      'What stands in a frame is a sign that nobody sees where it was typed. Such signs turn words around, or mark a copy.',
    letterTroubles,
    caseTroubles,
  },
  files: {
    count: (count: number) => many(count, 'file', 'files'),
    careful:
      'A saved file can act when another program opens it. Open it on a machine without a network.',
    original: 'as sent, with what stands in it',
    unknownType: 'File of another kind',
    types: {
      jpeg: 'Photo (JPEG)',
      png: 'Picture (PNG)',
      webp: 'Picture (WebP)',
      gif: 'Picture (GIF)',
      pdf: 'PDF document',
      docx: 'Word document',
      xlsx: 'Excel table',
      pptx: 'PowerPoint slides',
      odt: 'Text document (ODT)',
      ods: 'Table (ODS)',
      odp: 'Slides (ODP)',
      csv: 'Table as plain text',
      text: 'Plain text',
    } satisfies Record<KindId, string>,
    bytes: (count: number) => many(count, 'byte', 'bytes'),
    show: 'Show',
    hide: 'Hide',
    save: 'Save',
    showLabel: (name: string) => `Show ${name}`,
    hideLabel: (name: string) => `Hide ${name}`,
    saveLabel: (name: string) => `Save ${name}`,
    picture: (name: string) => `Picture: ${name}`,
    opening: 'Fetching and opening on this machine.',
    saved: (name: string) => `Saved as ${name}.`,
    savedOther: 'Its content is not what the letter says it is.',
    noPicture: 'This cannot be drawn as a picture here. Nothing of it was opened.',
    refused: {
      ENVELOPE_BROKEN:
        'This is not the file the person sent, or not all of it. It is not shown. Tell whoever runs the database.',
      CASE_UNKNOWN: 'The service does not have this file, or it is not yours to read any more.',
      LOCKED: 'Your key is locked. Open it and try again.',
      AWAY: 'The service does not answer. Try again.',
      SIGNED_OUT: 'You are signed out. Sign in in another window, then try again.',
    } as Readonly<Record<string, string>>,
    failed: 'This did not work. Try again.',
  },
  facts: {
    due: 'Answer due',
    dueNone: 'No answer is owed now',
    endOf: (day: string) => `${day}, end of day`,
    clock: 'Clock',
    route: 'How they came here',
    keptOut: 'Kept out when it was told',
    keptOutNobody: 'Nobody',
    keptOutLater:
      'More people can have been kept out since. Who reads it now stands under Readers.',
    keptOutOffice: (office: string) => `All of: ${office}`,
    head: 'The head of the organisation',
    formerOfficer: 'An officer who is not in the roster now',
    passOn: 'Passing on',
    agreed: 'Agreed: another office may see it',
    notAgreed: 'Not agreed',
    who: 'Who they are',
    given: 'Name given',
    nameStates: {
      sealed: 'The name is locked. A custodian keeps the other half.',
      asked: 'A custodian was asked for the name and has not decided yet.',
      refused: 'A custodian did not release the name.',
      released: 'A custodian released the name. The person was told.',
    },
    when: 'When it happened',
    where: 'Where it happened',
    readers: 'Readers',
    youAreReader: 'You',
    flags: 'Mind',
    came: 'Door',
    openChannel:
      'Nobody knows who wrote, from where, or at what hour. Only the person can say who they are. They come back with words that only they have.',
    openChannelDanger:
      'Nobody knows who wrote, or from where. Only the hour of a danger is known. Only the person can say who they are. They come back with words that only they have.',
    officeLink: 'Somebody of this office gave the link. It can have been passed on.',
    typed: 'As typed, not checked.',
    language: 'Language',
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
    set_aside: 'Set aside',
    brought_back: 'Brought back',
    byServer: 'in Teams, as our server reports it',
    unsigned: 'not signed, as in older versions',
    pausedDays: (days: number) => `stood still for ${many(days, 'day', 'days')}`,
    firstOnTime: 'first answer on time',
    firstLate: 'first answer late',
    neverAnswered: 'ended late, without an answer',
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
    closeUnopened:
      'What the person wrote last could not be opened here. A case is closed by who has read it.',
    cancel: 'Leave it open',
    reason: 'Why',
    reasonMissing: 'Choose a reason.',
    missing: 'Nothing is written yet.',
    unsent:
      'This draft is kept in this tab only: when the page is loaded anew or closed, this text is lost.',
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
      `${who} can open it. It is signed with your key and shown as the office’s.`,
    readersNote: (who: string) => `${who} can open it, nobody else. The person cannot.`,
    readFrom: (date: string) =>
      `The person can read it on the page from ${date}. The clock counts today.`,
    you: 'you',
    youFirst: 'You',
    thePerson: 'The person',
    sealing: 'Sealing and sending.',
    sent: 'Sent.',
    acknowledged: 'The person can see that you have it.',
    closed: 'The case is closed.',
    keptNote: 'The note is kept.',
    endsWriting: {
      first_missing:
        'Nothing can be sealed here: without the first letter nobody knows who may read.',
      first_doubtful:
        'Nothing can be sealed here: the first letter, which says who may read, is not proven.',
      list_missing:
        'Nothing can be sealed here: the list of officers by which the case was sealed is not published.',
      ghost_reader:
        'Nothing can be sealed here: somebody is listed as a reader whom nobody let in.',
      key_changed: 'Nothing can be sent to the person: their key could not be checked.',
    } satisfies Record<WritingEnd, string>,
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
  askName: {
    open: 'Ask who this is',
    title: 'Ask a custodian who this is',
    what: 'The custodian sees the reference, the reason, the day and your public label. If the name is released, every reader of this case can see it, and the person is told. The person is told of a no, too.',
    reason: 'Why you need to know',
    ask: 'Ask',
    leave: 'Do not ask',
    asked: 'A custodian is asked. The answer will stand in this case.',
  },
  names: {
    title: 'Desk · Names to release',
    place: 'Custodian of names',
    nav: 'Names to release',
    heading: 'Names to release',
    what: 'An office asks who somebody is. You keep half of the name and decide alone. You see neither the case nor the name.',
    nothing: 'Nobody asks for a name now.',
    stale: 'The list could not be fetched just now. What is shown may be older.',
    office: 'Office',
    askedBy: 'Who asks',
    askedOn: 'Since',
    reason: 'Why',
    disclose: 'Release the name',
    refuse: 'Do not release',
    needsKey: 'To release a name your key has to be open. To say no it need not be.',
    discloseTitle: (reference: string) => `Release the name of ${reference}?`,
    refuseTitle: (reference: string) => `Keep the name of ${reference} locked?`,
    readers: 'Then these people can read it, and nobody else:',
    discloseWhat:
      'The person is told on which day. What is read stays read. That you released it stands in the ledger.',
    refuseWhat:
      'The office is told no, and so is the person. You owe nobody a reason. The office can ask again.',
    leave: 'Decide later',
    decided: {
      disclose: (reference: string) => `The name of ${reference} is released. The person is told.`,
      refuse: (reference: string) => `The name of ${reference} stays locked. The person is told.`,
    },
    errors: {
      CASE_UNKNOWN: 'This was decided already, or the case was closed.',
      KEY_REFUSED: 'Who reads the case changed meanwhile. Nothing was done: decide again.',
      CLOCKS_DIFFER: 'Nothing was done: say first, above, which day it is.',
      CLOCKS_APART:
        'The clocks of the service do not agree which day it is, so this cannot be done now.',
      KEY_EXPIRED: 'The key of one of the readers has expired. Nothing was done.',
      KEY_NOT_YET_VALID:
        'The key of one of the readers is not valid yet, by the service’s clock. Nothing was done.',
      CASE_CHANGED: 'Something changed here meanwhile. Nothing was done: decide again.',
      ENVELOPE_BROKEN: 'Your half does not open with this key. Nothing was done.',
      ENVELOPE_FOREIGN:
        'What the service gave this machine is not your half of this name. Nothing was done. Tell whoever runs the service.',
      REQUEST_UNSIGNED:
        'This was asked before requests were signed, so nothing proves who asks. Do not release it: the office can ask again.',
      SIGNATURE_REFUSED:
        'Nothing proves that an officer who reads this case asks this, for this reason. Nothing was done. Tell whoever runs the service.',
      READER_UNKNOWN:
        'Somebody is listed as a reader of this case to whom the name was not sealed. Nothing was done. Tell whoever runs the service.',
      LOCKED: 'Your key is locked. Open it and try again.',
      NO_READER: 'One of the readers is not in the roster. Nothing was done.',
      ROSTER_REFUSED: 'The list of who may read is not good. Nothing was done.',
    } as Readonly<Record<string, string>>,
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
    anothers: 'The key on this machine is not the one that the roster has for you.',
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
    makeWhat:
      'The passphrase locks the key on this machine. Let five words be drawn by chance, or choose one that you do not use elsewhere.',
    draw: 'Draw five words',
    drawn:
      'Write them on paper, with the blanks between them, and write them into both fields. They are not shown again, and nobody can reset them.',
    drawFailed: 'The list of words did not load. Try again, or choose a passphrase yourself.',
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
    refused: {
      KEY_EXPIRED: 'This key has expired. Extend it where it was made, then take it again.',
      KEY_NOT_YET_VALID:
        'This key is not valid yet, by the service’s clock. Was it made on a machine with a wrong date?',
      other:
        'This key cannot be used here: it is not a secret key, or of a kind that other programs could not answer. RSA from 3072 bits, Curve25519 and NIST P-256 or P-384 work.',
    },
    demo: 'Take the demo key',
    demoWhat:
      'In the demo your key is waiting for you: take it, then write the passphrase from the table the demo printed.',
    demoAnothers:
      'Somebody else used this browser before, or you made a key here. Take the demo key: it replaces the one here.',
    demoTaken: 'Here it is. Now the passphrase from the table the demo printed.',
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
    changedDemo:
      'The demo made new keys when its folder was deleted: then keep the new one. In a real installation somebody would have to compare it first.',
    offered: 'Now offered',
    trust: 'I compared it: keep the new one',
    bad: {
      expired:
        'The list of who may read has expired. You can read, but nothing can be sealed until a new one is published.',
      not_yet_issued:
        'The list of who may read is dated later than today. You can read, but nothing can be sealed before its day.',
      other:
        'The list of who may read is not good: unsigned, or older than a known one. You can read, but nothing can be sealed.',
    },
    away: 'The list of who may read could not be fetched.',
  },
  clocks: {
    apart: (device: string, server: string) =>
      `This machine says ${device}. The service says ${server}.`,
    what: 'Which is right? Nothing is sealed or signed here before you have said so: a wrong date makes honest letters look false.',
    today: (day: string) => `Today is ${day}`,
  },
  link: {
    heading: 'Give somebody a link',
    what: 'It lets one person tell your office one thing on the web page, without an account and without a name. It is for somebody on the telephone, or for a witness.',
    knows: 'You know whom you give it to. The page tells them so.',
    never:
      'Nobody tells you whether it was used, but whoever tries it again hears it: the page says so to them. What comes by it looks like everything else that comes from the page.',
    pass: 'Give it by voice, on paper or on your own screen. In chat and e-mail others can read it, and use it first.',
    ledger: 'That you gave a link stands in the ledger. Which one does not.',
    days: 'How long it counts',
    daysOf: (days: number) => many(days, 'day', 'days'),
    make: 'Make the link',
    making: 'Making the link.',
    another: 'Make another link',
    made: 'The link is made.',
    counts: (until: string) => `It counts once, until ${until}.`,
    once: 'It is shown now and never again. Once you leave this page it is gone from this machine.',
    label: 'The link',
    picture: 'The link as a square for a camera',
    errors: {
      LINKS_TOO_MANY: 'You gave as many links today as one may. Nothing was kept.',
      LINK_REFUSED: 'This link cannot be given. Nothing was kept.',
      SIGNED_OUT: 'You are signed out. Sign in in another window, then press again.',
    } as Readonly<Record<string, string>>,
    failed: 'No answer came. Press again: it stays the same link.',
  },
  notifications: {
    heading: 'Be told in Teams',
    ofNames:
      'Your own chat with the bot can tell you, each full hour, that an office asks for a name. The message is always the same, and names nobody: who asks and why stands here.',
    ofCases:
      'Your own chat with the bot can tell you of new cases, letters and dates, each full hour. Of danger it tells you at once. The message is always the same, and names no case: what it is about stands here.',
    none: 'You are not told anywhere. You see what is new when you look here.',
    since: (on: string) => `You are told in Teams since ${on}.`,
    lost: (on: string) =>
      `Messages have not arrived since ${on}: the bot was removed or blocked there. Pair the chat again.`,
    pair: 'Show a code',
    pairAgain: 'Pair another chat',
    another: 'Show a new code',
    stop: 'Tell me no more',
    how: (minutes: number) =>
      `Within ${minutes} minutes, write this in your own chat with the bot, and nothing else:`,
    once: 'It works once. Show it to nobody: whoever writes it is told in your place.',
    paired: 'The chat is paired.',
  },
  errors: {
    words: {
      CASE_CLOSED: 'This case was closed in the meantime. Your text is still here.',
      CASE_UNKNOWN:
        'There is no such case for you any more: it was taken back, or you do not read it now. Your text is still here, and cannot be sent.',
      CONSENT_OPEN: 'The person has not answered the last request yet. Your text is still here.',
      CONSENT_REFUSED: 'This cannot be passed on to that office. Your text is still here.',
      KEY_REFUSED:
        'The service did not take the keys that this was sealed to. Your text is still here.',
      CLOCKS_DIFFER:
        'Nothing was sealed or signed: say first, above, which day it is. Your text is still here.',
      CLOCKS_APART:
        'The service did not take it: its clocks do not agree which day it is. Your text is still here.',
      KEY_EXPIRED: 'Nothing was sealed: a key among these has expired. Your text is still here.',
      KEY_NOT_YET_VALID:
        'Nothing was sealed: a key among these is not valid yet, by the service’s clock. Your text is still here.',
      NO_READER:
        'Nothing was sealed: the roster has no usable key for one of the readers. Your text is still here.',
      ROSTER_REFUSED:
        'Nothing was sealed: the list of who may read is not good. Your text is still here.',
      LOCKED: 'Nothing was sealed: your key is locked. Your text is still here.',
      FIRST_UNPROVEN:
        'Nothing was sealed: the first letter, which says who may read, is missing or not proven. Your text is still here.',
      READER_UNKNOWN:
        'Nothing was sealed: somebody is listed as a reader whom nobody let in, or the key is not the person’s. Your text is still here.',
      ENVELOPE_REFUSED: 'The service did not take the sealed letter. Your text is still here.',
      AWAY: 'No answer came, so we do not know whether it arrived. Your text is still here: send it again. Twice does no harm.',
      SIGNED_OUT:
        'You are signed out. Your text stays here: sign in in another window, then send again.',
    },
    act: {
      CASE_CLOSED: 'This case was closed in the meantime.',
      CASE_UNKNOWN:
        'There is no such case for you any more: it was taken back, or you do not read it now.',
      CASE_CHANGED:
        'Something came to this case in the meantime: read what is new, then do it again.',
      FIRST_UNPROVEN:
        'Nothing was signed: the first letter, which says who may read, is missing or not proven.',
      READER_UNKNOWN: 'Nothing was signed: somebody is listed as a reader whom nobody let in.',
      ROSTER_REFUSED: 'Nothing was signed: the list of who may read is not good.',
      SIGNATURE_REFUSED: 'The service did not take your signature.',
      LOCKED: 'Nothing was signed: your key is locked.',
      CLOCKS_DIFFER: 'Nothing was sealed or signed: say first, above, which day it is.',
      CLOCKS_APART:
        'The clocks of the service do not agree which day it is, so this cannot be done now.',
      BUSY: 'Much is going on here just now, so this was not done. Press again in a few minutes.',
      AWAY: 'No answer came, so we do not know whether it was done. Press again: twice does no harm.',
      SIGNED_OUT: 'You are signed out. Sign in in another window, then press again.',
    },
    read: {
      BUSY: 'This could not be fetched: much is going on here just now. Try again in a few minutes.',
      AWAY: 'This could not be fetched: the service does not answer. Try again.',
      SIGNED_OUT: 'You are signed out. Sign in in another window, then fetch again.',
    },
  } as Readonly<Record<RequestKind, Readonly<Record<string, string>>>>,
  errorKey: 'The key could not be made on this machine. Try again.',
} as const

/**
 * Sentence for a failed action. Without a response, or with an unclear one, the outcome is unknown, and the sentence
 * does not claim that nothing was sent.
 */
export function errorWords(press: RequestKind, code: string): string {
  const sentences = texts.errors[press]
  return sentences[code] ?? sentences['AWAY'] ?? ''
}
