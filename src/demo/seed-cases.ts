import type { IdentityReason, QuestionReason } from '#domain/case/event.ts'
import type { LeafId } from '#domain/concern/leaf.ts'
import type { Office } from '#domain/concern/office.ts'

/** One invented case of the demo: nobody in it is real. */
export interface SeedCase {
  /** Days ago that it came in; 0 is just now. */
  readonly ago: number
  readonly leaf: LeafId
  readonly taps: readonly string[]
  readonly language: string
  readonly account: string
  readonly name?: string
  /** The name takes a custodian to open. */
  readonly confidential?: true
  /** The office asked a custodian for it. */
  readonly nameAsked?: {
    readonly by: 1 | 2 | 3
    readonly ago: number
    readonly reason: IdentityReason
  }
  /** Hers who talks to the bot in the demo: she comes back to it with "My conversation". */
  readonly own?: true
  /** The officer (1 to 3 of the office) who took it, and how many days ago. */
  readonly taken?: { readonly by: 1 | 2 | 3; readonly ago: number }
  readonly asked?: {
    readonly by: 1 | 2 | 3
    readonly ago: number
    readonly reason: QuestionReason
    readonly text: string
  }
  /** The office asked her whether a version that does not name her may go to another office. */
  readonly toPassOn?: {
    readonly by: 1 | 2 | 3
    readonly ago: number
    readonly office: Office
    readonly version: string
    readonly why: string
  }
}

/** A Monday at the ethics office: 2 late, 1 today, 4 this week, 3 waiting, 4 new. */
export const MONDAY: readonly SeedCase[] = [
  {
    ago: 9,
    leaf: 'advice.gifts_honours',
    taps: ['ask', 'gift'],
    language: 'ar',
    account:
      'أرسل أحد المورّدين ساعة إلى منزلي مع بطاقة شكر. لم أطلبها ولم أفتح العلبة بعد. هل أعيدها أم أسلّمها إلى المكتب؟',
    taken: { by: 1, ago: 8 },
  },
  {
    ago: 8,
    leaf: 'retaliation.fear_of_retaliation',
    name: 'Claire Fontaine',
    confidential: true,
    taps: ['punished', 'fear'],
    language: 'fr',
    account:
      'J’ai vu des factures payées deux fois. Mon chef dit que « cela ne regarde personne ». Mon contrat finit en janvier. J’ai peur de parler, et j’ai peur de me taire.',
  },
  {
    ago: 7,
    leaf: 'advice.outside_activities',
    taps: ['ask', 'outside', 'during'],
    language: 'en',
    account:
      'The university asks me to teach one evening class from February, twelve weeks, paid. My supervisor said it is fine but would not write it down. Is his word enough?',
    taken: { by: 1, ago: 5 },
  },
  {
    ago: 5,
    leaf: 'retaliation.protection_request',
    taps: ['punished', 'already', 'no'],
    language: 'en',
    account:
      'Two weeks ago I told the auditors about the fuel vouchers, because they asked all of us. Since then I am off the rota and copied out of every mail. My contract ends in January.',
    name: 'Miriam Okello',
    taken: { by: 1, ago: 3 },
  },
  {
    ago: 4,
    leaf: 'advice.conflict_family',
    taps: ['ask', 'conflict', 'family'],
    language: 'es',
    account:
      'Mi prima se presentó a un puesto en mi sección y yo estoy en el panel. Nadie más lo sabe. ¿Debo retirarme, o basta con decirlo?',
    taken: { by: 2, ago: 3 },
  },
  {
    ago: 3,
    leaf: 'attention.noted_no_action',
    taps: ['tell_only'],
    language: 'ru',
    account:
      'Хочу, чтобы вы знали: на складе уже третий месяц не сходятся ведомости. Ничего делать не прошу. Пусть это будет записано.',
    taken: { by: 1, ago: 2 },
  },
  {
    ago: 2,
    leaf: 'service.policy_support',
    taps: ['service', 'policy'],
    language: 'en',
    account:
      'We are revising the clause on gifts in the partner agreement template. Could somebody look at the attached wording before Thursday? I can paste it here if that is easier.',
    taken: { by: 3, ago: 1 },
  },
  {
    ago: 5,
    leaf: 'advice.conflict_financial',
    taps: ['ask', 'conflict', 'money'],
    language: 'zh',
    account:
      '我持有一家电信公司的股票，大约四千美元。今天我被安排参加卫星合同的评标，其中一家投标人就是这家公司。我该怎么办？',
    taken: { by: 1, ago: 4 },
    asked: {
      by: 1,
      ago: 2,
      reason: 'facts_missing',
      text: '谢谢您先来询问。请问评标会议是哪一天？您是否已经看过任何投标文件？',
    },
  },
  {
    ago: 4,
    leaf: 'service.training_request',
    taps: ['service', 'training'],
    language: 'fr',
    account:
      'Nous sommes 24 au bureau de terrain et personne n’a suivi la formation depuis deux ans. Est-il possible d’organiser une séance en français, plutôt le matin ?',
    taken: { by: 3, ago: 3 },
    asked: {
      by: 3,
      ago: 1,
      reason: 'facts_missing',
      text: 'Oui, c’est possible. Quelle semaine vous convient, et dans quelle salle ?',
    },
  },
  {
    ago: 3,
    leaf: 'advice.duty_to_report',
    taps: ['ask', 'where'],
    language: 'en',
    account:
      'I saw two colleagues sign the same receipt twice. Perhaps it is nothing. I do not want to destroy somebody over a mistake. Do I have to report it, and to whom?',
    taken: { by: 2, ago: 2 },
    own: true,
    toPassOn: {
      by: 2,
      ago: 1,
      office: 'investigations',
      version:
        'A member of staff saw two colleagues sign the same receipt twice.\nThe office, the names and the amount are not known to us.',
      why: 'You need not decide alone whether it is a mistake. The investigations office can look at the receipts without knowing of you.',
    },
  },
  {
    ago: 0,
    leaf: 'advice.ethical_dilemma',
    taps: ['ask', 'other', 'dilemma'],
    language: 'ar',
    account:
      'طلب منّي المدير أن أوقّع على محضر اجتماع لم أحضره. يقول إنه إجراء شكلي. لا أشعر بالراحة، ولا أعرف كيف أرفض.',
  },
  {
    ago: 0,
    leaf: 'advice.public_voice',
    taps: ['ask', 'voice'],
    language: 'es',
    account:
      'Un periódico local me pide una columna sobre el agua en mi ciudad. Firmaría con mi nombre, sin el cargo. ¿Puedo?',
  },
  {
    ago: 1,
    leaf: 'service.unclear',
    taps: ['unsure'],
    language: 'en',
    account:
      'I do not know if this is for you. My desk was moved to the corridor after I asked about overtime. It is a small thing. It does not feel small.',
  },
  {
    ago: 0,
    leaf: 'disclosure.filing_help',
    taps: ['service', 'declaration', 'help'],
    language: 'ru',
    account:
      'Заполняю ежегодную декларацию. Нужно ли указывать квартиру, которую мы с сестрой получили по наследству, если она сдаётся?',
    name: 'Ирина Соколова',
  },
]

/** A little for the other three offices, so that nobody who signs in there meets an empty room. */
export const OTHER_OFFICES: readonly SeedCase[] = [
  {
    ago: 6,
    leaf: 'misconduct.theft_misuse_assets',
    taps: ['happened', 'money', 'property'],
    language: 'en',
    account:
      'Diesel: we get 2,000 litres on paper and about 1,500 in the tank. Every month. I have photos of the meter.',
    name: 'Joseph Banda',
    confidential: true,
    taken: { by: 2, ago: 5 },
    nameAsked: { by: 2, ago: 1, reason: 'protection' },
  },
  {
    ago: 0,
    leaf: 'misconduct.nepotism',
    taps: ['happened', 'rules', 'favour'],
    language: 'fr',
    account:
      'Le neveu du chef a été recruté sans entretien. Le poste n’a pas été publié. J’ai gardé la page des offres de cette semaine-là.',
  },
  {
    ago: 2,
    leaf: 'workplace.interpersonal_conflict',
    taps: ['happened', 'people', 'tension'],
    language: 'en',
    account:
      'My colleague and I no longer speak, only through mails with copies to everyone. I would like to sit down with him and somebody neutral.',
    taken: { by: 1, ago: 1 },
  },
  {
    ago: 1,
    leaf: 'workplace.contract_decision',
    taps: ['happened', 'job', 'contract'],
    language: 'en',
    account:
      'Two lines by mail: my appointment will not be extended beyond 31 December. That is all, after nine years.',
  },
]
