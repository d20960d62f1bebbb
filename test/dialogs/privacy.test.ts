import { beforeAll, describe, expect, test } from 'vitest'
import type { Dialog } from '#dialogs/dialog.ts'
import { readPolicy } from '#dialogs/policy.ts'
import { privacyScreen } from '#dialogs/privacy.ts'
import { LANGUAGES } from '#dialogs/words.ts'
import { AppError } from '#errors.ts'
import { bytesOf, CARD_LIMIT_BYTES, card } from '#teams/card.ts'
import { factsFor, POLICY, policyText } from './facts.ts'

function textOf(lang: string, more: Parameters<typeof factsFor>[1] = {}): string {
  return lines(privacyScreen(factsFor(lang, more)))
}

function lines({ title, body, buttons }: Dialog): string {
  const blocks = body.flatMap((block) =>
    block.kind === 'fact' ? [block.label, block.text] : block.kind === 'text' ? [block.text] : [],
  )
  return [title, ...blocks, ...buttons.map(({ label }) => label)].join('\n')
}

describe.each(LANGUAGES.map(({ id }) => id))('the privacy notice in %s', (lang) => {
  let text = ''
  beforeAll(() => {
    text = textOf(lang)
  })

  test('says who answers for it, on what ground, and who runs the server, as the policy says', () => {
    const { responsible, dataProtection, legalBasis, operator } = POLICY.privacy
    for (const texts of [responsible.name, dataProtection.name, legalBasis, operator]) {
      expect(text).toContain(texts[lang])
    }
    expect(text).toContain('+000 0000 0301')
    expect(text).toContain('+000 0000 0302')
  })

  test('says by which rule and until when it is kept, in numbers of the policy', () => {
    expect(text).toContain('730')
    expect(text).toContain('30')
    const other = { ...POLICY, backupDays: 44, privacy: { ...POLICY.privacy, retentionDays: 61 } }
    const changed = textOf(lang, { policy: other })
    expect(changed).toContain('44')
    expect(changed).toContain('61')
    expect(changed).not.toContain('730')
  })

  test('counts the people of each office that receives, and names no other office', () => {
    const { words } = factsFor(lang)
    expect(text).toContain(
      words.say('privacy.readers_office', { office: words.say('office.hr'), n: 3 }),
    )
    const offices = {
      ...POLICY.offices,
      ombudsman: { ...POLICY.offices.ombudsman, receives: 'contact_card' as const },
    }
    const without = textOf(lang, { policy: { ...POLICY, offices } })
    expect(without).not.toContain(words.say('office.ombudsman'))
    expect(without).not.toContain(words.say('privacy.how_long_informal'))
    expect(text).toContain(words.say('privacy.how_long_informal'))
  })

  test('says where an address and a Teams account stand with a name, and what of a case is not locked', () => {
    const { words } = factsFor(lang)
    for (const key of ['kept_how', 'kept_messages', 'not_kept_account']) {
      expect(text).toContain(words.say(`privacy.${key}`))
    }
  })

  test('says that nobody reads where nobody holds a key', () => {
    const { words } = factsFor(lang)
    const nobody = words.say('privacy.readers_office', { office: words.say('office.ethics'), n: 0 })
    expect(textOf(lang, { officers: {} })).toContain(nobody)
    expect(nobody).not.toContain('0')
  })

  test('leaves out who holds a key where that could not be found out, and claims nobody', () => {
    const { words } = factsFor(lang)
    const unknown = lines(privacyScreen(factsFor(lang, { officers: {} }), false))
    const nobody = words.say('privacy.readers_office', { office: words.say('office.ethics'), n: 0 })
    expect(unknown).not.toContain(nobody)
    expect(unknown).toContain(words.say('privacy.readers_how'))
  })

  test('on the page it names the way back of the page, in Teams that of the card and of the page', () => {
    const { words } = factsFor(lang)
    const [card, again] = ['button.conversation', 'first.come_back_page'].map((key) =>
      words.say(key),
    )
    const policy = { ...POLICY, page: true }
    const onPage = textOf(lang, { channel: 'web_page', policy })
    expect(onPage).toContain(again)
    expect(onPage).toContain(words.say('privacy.rights_words'))
    expect(onPage).not.toContain(card)
    expect(onPage).not.toContain(words.say('privacy.rights_card'))
    expect(onPage).not.toContain(words.say('privacy.microsoft_how'))
    const inTeams = textOf(lang, { policy })
    expect(inTeams).toContain(words.say('privacy.microsoft_how'))
    for (const text of [card, again, words.say('privacy.rights_words')])
      expect(inTeams).toContain(text)
    expect(textOf(lang, { policy: { ...POLICY, page: false } })).not.toContain(again)
  })

  test('keeps to short sentences, exclaims nothing and never says anonymous', () => {
    expect(text).not.toMatch(/[!¡！]|anonym|anónim|анонимн|匿名|مجهول/i)
    const own = text.split('\n').flatMap((line) => line.split(/(?<=[.?؟。])\s*/))
    for (const sentence of own) {
      const long = lang === 'zh' ? sentence.length / 2 : sentence.split(/\s+/).length
      expect(long, sentence).toBeLessThanOrEqual(22)
    }
  })

  test('T-118 is no link and names no address, and fits a card', () => {
    const drawn = card(privacyScreen(factsFor(lang)), 'chat', {
      share: 'a'.repeat(22),
      token: 'a'.repeat(800),
    })
    expect(bytesOf(drawn)).toBeLessThan(CARD_LIMIT_BYTES)
    expect(JSON.stringify(drawn).replace('http://adaptivecards.io', '')).not.toMatch(
      /OpenUrl|https?:|www\.|\]\(/,
    )
  })
})

test('a policy without its notice is refused, place by place', () => {
  const where = (change: (privacy: Record<string, unknown>) => void) => {
    const text = policyText()
    change(text['privacy'] as Record<string, unknown>)
    try {
      readPolicy(text)
    } catch (thrown) {
      return thrown instanceof AppError ? thrown.ids['where'] : thrown
    }
    return 'accepted'
  }
  expect(where(() => undefined)).toBe('accepted')
  expect(where((it) => delete it['legalBasis'])).toBe('privacy.legalBasis')
  expect(where((it) => delete it['operator'])).toBe('privacy.operator')
  expect(where((it) => Object.assign(it, { retentionDays: 0 }))).toBe('privacy.retentionDays')
  expect(where((it) => Object.assign(it, { link: 'https://x.invalid' }))).toBe('privacy.link')
  expect(where((it) => Object.assign(it, { legalBasis: { fr: 'La loi.' } }))).toBe(
    'privacy.legalBasis.en',
  )
  const { privacy: _, ...bare } = policyText()
  expect(() => readPolicy(bare)).toThrow(AppError)
})
