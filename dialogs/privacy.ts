import { OFFICES } from '#domain/concern/office.ts'
import type { ByLanguage, Responsible } from '#domain/concern/policy.ts'
import type { Block, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, fact, screen } from './screen.ts'
import { isolate, type Words } from './speak.ts'

/**
 * The privacy notice: what is kept, who reads it, for how long, and who answers for it. Made from the configuration
 * that runs, so that it cannot say anything else than what is done. Nothing in it is a link.
 */
export function notice(facts: Facts): readonly Block[] {
  const { words, policy } = facts
  const { privacy } = policy
  const told = (topic: string, ...lines: readonly string[]) =>
    fact(words.say(`privacy.${topic}`), lines.join('\n'))
  return [
    told('purpose', words.say('privacy.purpose_how')),
    told('readers', ...readers(facts), words.say('privacy.readers_how')),
    told(
      'kept',
      ...['how', 'name', 'messages', 'statistics'].map((part) => words.say(`privacy.kept_${part}`)),
    ),
    told('not_kept', words.say('privacy.not_kept_how'), words.say('privacy.not_kept_account')),
    ...(policy.page
      ? [told('page', words.say('privacy.page_how'), words.say('privacy.page_danger'))]
      : []),
    told('how_long', ...howLong(facts)),
    told('rights', ...rights(words)),
    told('responsible', ...reached(privacy.responsible, words)),
    told('data_protection', ...reached(privacy.dataProtection, words)),
    told('legal_basis', inHer(privacy.legalBasis, words)),
    told('operator', inHer(privacy.operator, words), words.say('protects_me.service_how')),
    told(
      'microsoft',
      words.say('privacy.microsoft_how'),
      words.say('privacy.microsoft_passes'),
      words.say('before.card'),
    ),
    fact(words.say('protects_me.court'), words.say('protects_me.court_how')),
  ]
}

/** What using it asks of people, in three sentences. */
export function terms({ words }: Facts): Block {
  return fact(words.say('privacy.terms'), words.say('privacy.terms_how'))
}

/** The notice as a screen of the bot. It belongs to no journey: reading it leaves no trace and changes nothing. */
export function privacyScreen(facts: Facts): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'privacy',
      title: words.say('privacy.title'),
      body: [...notice(facts), terms(facts)],
      buttons: [button(words, 'home', 'button.home'), button(words, 'leave', 'button.close')],
    },
    facts,
  )
}

/** Each office that receives, with how many of its people hold a key today. */
function readers({ words, policy, officers }: Facts): readonly string[] {
  return OFFICES.filter((office) => policy.offices[office].receives === 'receives').map((office) =>
    words.say('privacy.readers_office', {
      office: words.say(`office.${office}`),
      n: officers[office]?.length ?? 0,
    }),
  )
}

function howLong({ words, policy }: Facts): readonly string[] {
  const informal = policy.offices.ombudsman.receives === 'receives'
  return [
    words.say('privacy.how_long_how', { days: policy.privacy.retentionDays }),
    ...(informal ? [words.say('privacy.how_long_informal')] : []),
    words.say('protects_me.erasing_how', { days: policy.backupDays }),
  ]
}

function rights(words: Words): readonly string[] {
  const conversation = words.say('button.conversation')
  const more = words.say('conversation.more')
  return [words.say('privacy.rights_how', { conversation, more }), words.say('privacy.rights_card')]
}

function reached({ name, contact }: Responsible, words: Words): readonly string[] {
  return [inHer(name, words), isolate(inHer(contact, words), words.rtl)]
}

function inHer(text: ByLanguage, { lang }: Words): string {
  return text[lang] ?? text['en'] ?? ''
}
