import type { Facts } from '#dialogs/facts.ts'
import { nameOf } from '#dialogs/screen.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { Contact } from '#domain/concern/policy.ts'
import { languageLinks } from './language-links.ts'
import { qrInPage } from './qr-svg.ts'
import { asText, banner } from './static-page.ts'

/** Facts on every sheet, whatever its language. */
export interface PosterFacts {
  readonly publicUrl: string
  /** Printed, to compare with the fingerprint that the page shows. */
  readonly rootFingerprint: string
}

const SENTENCES = ['who', 'locked', 'answer', 'own'] as const

/**
 * The poster: one A4 sheet for each language. Its address is the same for everybody, so that it does not identify who
 * copies it from a wall.
 */
export function posterPage(
  shown: PosterFacts,
  [facts, ...others]: readonly [Facts, ...Facts[]],
): string {
  const sheets = [facts, ...others].map((one) => sheet(shown, one))
  const here = others.length > 0 ? 'all' : facts.words.lang
  return posterDocument(
    facts,
    [languageLinks('/poster', facts, here, { all: true, bar: true }), ...sheets].join(''),
  )
}

/** HTML document around the poster and the page to embed: own style, no script, `( )` as title. */
export function posterDocument({ words, demo }: Facts, body: string): string {
  const line = banner(words, demo)
  const demoLine = line === null ? '' : `<header class="demo">${asText(line)}</header>`
  return `<!doctype html><html lang="${words.lang}" dir="${words.rtl ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><title>( )</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/plain.css"><link rel="stylesheet" href="/poster.css"></head><body class="poster">${demoLine}<main>${body}</main></body></html>`
}

/** The address without its scheme, as people type it. */
export function addressToType(publicUrl: string): string {
  return new URL(publicUrl).host
}

function sheet({ publicUrl, rootFingerprint }: PosterFacts, { words, policy }: Facts): string {
  const say = (key: string) => asText(words.say(key))
  const { emergency } = policy.contacts
  const offices = OFFICES.map((office) => policy.offices[office].contact)
  const calls = (some: readonly Contact[]) =>
    `<ul class="calls">${some.map((one) => `<li><span>${asText(nameOf(one, words))}</span><bdi dir="ltr">${asText(one.number)}</bdi></li>`).join('')}</ul>`
  return [
    `<section class="sheet" lang="${words.lang}" dir="${words.rtl ? 'rtl' : 'ltr'}">`,
    '<p class="sign" aria-hidden="true">( )</p>',
    `<h1>${say('poster.headline')}</h1>`,
    ...SENTENCES.map((key) => `<p>${say(`poster.${key}`)}</p>`),
    `<div class="way"><p class="address">${breakable(addressToType(publicUrl))}</p>`,
    `${qrInPage(`${publicUrl}/`, words.say('other_door.picture'))}</div>`,
    `<h2>${say('poster.danger')}</h2>${calls([emergency])}`,
    `<h2>${say('poster.call')}</h2>${calls(offices)}`,
    `<p class="compare">${say('poster.fingerprint')} <bdi dir="ltr">${grouped(rootFingerprint)}</bdi></p>`,
    '</section>',
  ].join('')
}

/** Allows line breaks after dots only, so that no hyphen is added. */
function breakable(address: string): string {
  return asText(address).replaceAll('.', '.<wbr>')
}

/** Splits a fingerprint into groups of four characters. */
function grouped(fingerprint: string): string {
  return asText(fingerprint.replace(/.{4}(?=.)/g, '$& '))
}
