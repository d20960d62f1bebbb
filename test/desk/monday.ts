import type { Story } from './sealed-case.ts'

export const ARABIC =
  'قبل أسبوعين أخبرت المدققين عن الفواتير (INV-2231).\nمنذ ذلك الحين يستبعدني مشرفي من كل اجتماع.'

export const HOSTILE =
  '<img src=x onerror="document.title=\'owned\'"><script>alert(1)</script>\n[click](javascript:alert(1)) https://evil.invalid/x \u202Egnp.exe'

/** A Monday in November with 14 open cases, as an officer of the ethics office finds them. */
export const MONDAY: readonly Story[] = [
  {
    leaf: 'advice.gifts_honours',
    taps: ['ask', 'gift'],
    turns: [{ kind: 'concern', text: 'A supplier sent a watch. May I keep it?', ago: 9 }],
    acts: [{ act: 'acknowledged', ago: 8 }],
  },
  {
    leaf: 'disclosure.filing_help',
    taps: ['service', 'declaration', 'help'],
    turns: [{ kind: 'concern', text: 'The form asks for my spouse’s shares.', ago: 7 }],
    acts: [{ act: 'acknowledged', ago: 6 }],
  },
  {
    leaf: 'retaliation.fear_of_retaliation',
    taps: ['punished', 'fear'],
    keptOut: ['ethics-1'],
    readers: ['ethics-2', 'ethics-3'],
    where: 'The regional hub',
    turns: [
      {
        kind: 'concern',
        text: 'Two weeks ago I told the auditors about the invoices. Since then my supervisor has taken me off the rota and copies me out of every mail. My contract ends in January. I do not know whether this counts.',
        ago: 5,
      },
      { kind: 'identity', text: 'Ama Mensah', ago: 5 },
      {
        kind: 'question',
        by: 'ethics-2',
        reason: 'facts_missing',
        text: 'It may count. To see whether protection applies I need one thing from you: did you speak to the auditors because they asked you to?',
        ago: 3,
      },
      { kind: 'note', by: 'ethics-3', text: 'I will look for the circular on audits.', ago: 3 },
      { kind: 'addition', text: 'Yes. They wrote to all of us in the unit.', ago: 2 },
    ],
  },
  {
    leaf: 'retaliation.protection_request',
    taps: ['punished', 'already', 'no'],
    lang: 'ar',
    turns: [
      { kind: 'concern', text: ARABIC, ago: 3 },
      { kind: 'answer', by: 'ethics-3', text: 'نعم، وصلتنا رسالتك.', ago: 2 },
      { kind: 'addition', text: 'شكرا. هل يُحسب هذا انتقاما؟', ago: 1 },
    ],
  },
  {
    leaf: 'attention.noted_no_action',
    taps: ['tell_only'],
    turns: [{ kind: 'concern', text: HOSTILE, ago: 2 }],
    acts: [{ act: 'acknowledged', ago: 1 }],
  },
  {
    leaf: 'advice.outside_activities',
    taps: ['ask', 'outside', 'during'],
    turns: [{ kind: 'concern', text: 'May I teach on Saturdays?', ago: 4 }],
    acts: [{ act: 'acknowledged', ago: 3 }],
  },
  ...(['advice.conflict_family', 'service.training_request', 'advice.public_voice'] as const).map(
    (leaf, at): Story => ({
      leaf,
      taps: [],
      turns: [
        { kind: 'concern', text: 'My cousin applies for a post in my unit.', ago: 4 + at },
        {
          kind: 'question',
          by: 'ethics-2',
          reason: 'facts_missing',
          text: 'Are you on the panel?',
          ago: 2,
        },
      ],
    }),
  ),
  ...(
    [
      'advice.post_employment',
      'service.policy_support',
      'advice.information_handling',
      'advice.duty_to_report',
    ] as const
  ).map(
    (leaf, at): Story => ({
      leaf,
      taps: [],
      turns: [{ kind: 'concern', text: 'I leave in March. What may I do then?', ago: at }],
    }),
  ),
  {
    leaf: 'advice.ethical_dilemma',
    about: ['investigations'],
    taps: ['ask', 'other', 'dilemma'],
    turns: [
      { kind: 'concern', text: 'Is a lunch a gift?', ago: 6 },
      { kind: 'answer', by: 'ethics-1', text: 'A lunch is one, but a small one.', ago: 5 },
    ],
  },
]
