import { isSealedOnDevice } from '#domain/concern/channel.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { ByLanguage, Responsible } from '#domain/concern/policy.ts'
import type { Block, Dialog } from './dialog.ts'
import type { Facts } from './facts.ts'
import { button, fact, screen } from './screen.ts'
import { isolate, type Words } from './speak.ts'

/**
 * Privacy notice: stored data, readers, retention, controller. Generated from the running configuration. Contains no
 * links. With `readersKnown` false it omits the number of readers.
 */
export function privacyNotice(facts: Facts, readersKnown = true): readonly Block[] {
  const { words, policy } = facts
  const { privacy } = policy
  const section = (topic: string, ...lines: readonly string[]) =>
    fact(words.say(`privacy.${topic}`), lines.join('\n'))
  return [
    section('purpose', words.say('privacy.purpose_how')),
    section('readers', ...(readersKnown ? readers(facts) : []), words.say('privacy.readers_how')),
    section(
      'kept',
      ...['how', 'name', 'messages', 'statistics'].map((part) => words.say(`privacy.kept_${part}`)),
    ),
    section('not_kept', words.say('privacy.not_kept_how'), words.say('privacy.not_kept_account')),
    ...(policy.page || isSealedOnDevice(facts)
      ? [section('page', words.say('privacy.page_how'), words.say('privacy.page_danger'))]
      : []),
    section('how_long', ...howLong(facts)),
    section('rights', ...rights(facts)),
    section('responsible', ...reached(privacy.responsible, words)),
    section('data_protection', ...reached(privacy.dataProtection, words)),
    section('legal_basis', inLanguage(privacy.legalBasis, words)),
    section('operator', inLanguage(privacy.operator, words), words.say('protects_me.service_how')),
    ...(isSealedOnDevice(facts) ? [] : [section('microsoft', ...microsoft(words))]),
    fact(words.say('protects_me.court'), words.say('protects_me.court_how')),
  ]
}

/** Terms of use, in three sentences. */
export function termsOfUse({ words }: Facts): Block {
  return fact(words.say('privacy.terms'), words.say('privacy.terms_how'))
}

/** The notice as a screen; reading it changes no state. */
export function privacyScreen(facts: Facts, readersKnown = true): Dialog {
  const { words } = facts
  return screen(
    {
      id: 'privacy',
      title: words.say('privacy.title'),
      body: [...privacyNotice(facts, readersKnown), termsOfUse(facts)],
      buttons: [button(words, 'home', 'button.home'), button(words, 'leave', 'button.close')],
    },
    facts,
  )
}

/** Receiving offices with the number of officers who have a key. */
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

/** Section about Teams; absent on the page. */
function microsoft(words: Words): readonly string[] {
  return ['privacy.microsoft_how', 'privacy.microsoft_passes', 'before.card'].map((key) =>
    words.say(key),
  )
}

/** Section about receipts: of the current channel, and in Teams of the page too where it is open. */
function rights(facts: Facts): readonly string[] {
  const { words, policy } = facts
  const card = words.say('button.conversation')
  const page = words.say('first.come_back_page')
  const more = words.say('conversation.more')
  const byPhrase = words.say('privacy.rights_words')
  if (isSealedOnDevice(facts)) {
    return [words.say('privacy.rights_how', { conversation: page, more }), byPhrase]
  }
  return [
    words.say('privacy.rights_how', { conversation: card, more }),
    words.say('privacy.rights_card'),
    ...(policy.page ? [words.say('privacy.rights_page', { conversation: page }), byPhrase] : []),
  ]
}

function reached({ name, contact }: Responsible, words: Words): readonly string[] {
  return [inLanguage(name, words), isolate(inLanguage(contact, words), words.rtl)]
}

function inLanguage(text: ByLanguage, { lang }: Words): string {
  return text[lang] ?? text['en'] ?? ''
}
