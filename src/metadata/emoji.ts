/*
 * Emoji of several characters. The sequences that Unicode recommends are listed; a joiner elsewhere, and variation
 * selectors on their parts, are invisible.
 */

const PEOPLE = '[👨👩🧑]'
const TONE = '[\u{1f3fb}-\u{1f3ff}]?'
const BOTH = `\u200d${PEOPLE}${TONE}`
/** All joined sequences that Unicode 17 recommends, without variation selectors, longer ones first. */
const JOINED = [
  `${PEOPLE}${TONE}\u200d(?:❤(?:\u200d💋)?|🤝|🐰|\u{1faef})${BOTH}`,
  `${PEOPLE}${TONE}\u200d(?:[🦯🦼🦽](?:\u200d➡)?|[🌾🍳🍼🎄🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦰🦱🦲🦳\u{1fa70}⚕⚖✈])`,
  `(?:${PEOPLE}\u200d)?${PEOPLE}(?:\u200d[👦👧]){1,2}`,
  '🧑\u200d(?:🧑\u200d)?🧒(?:\u200d🧒)?',
  `[🚶🏃🧎]${TONE}(?:\u200d[♀♂])?\u200d➡`,
  `[🏃🏄🏊🏋🏌👮👯👰👱👳👷💁💂💆💇🕵🙅🙆🙇🙋🙍🙎🚣🚴🚵🚶🤦🤵🤷🤸🤹🤼🤽🤾🦸🦹🧍🧎🧏🧔🧖🧗🧘🧙🧚🧛🧜🧝🧞🧟⛹]${TONE}\u200d[♀♂]`,
  `\u{1faf1}${TONE}\u200d\u{1faf2}${TONE}`,
  ...'👁🗨 🏳🌈 🏳⚧ 🏴☠ 🐕🦺 🐈⬛ 🐦⬛ 🐦🔥 🐻❄ 😮💨 😵💫 😶🌫 ❤🔥 ❤🩹 🍄🟫 🍋🟩 ⛓💥 🙂↔ 🙂↕'
    .split(' ')
    .map((pair) => [...pair].join('\u200d')),
].join('|')
/** Source of a pattern: one emoji with skin tone and variation selector. */
export const PICTURE = '\\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}\u{fe0f}]*'
const RUN = new RegExp(`${PICTURE}(?:\u{200d}${PICTURE})*`, 'gu')
/** Characters that are displayed as emoji only with a variation selector. */
const IS_TEXT = /(?!\p{Emoji_Presentation})\p{Emoji}/u

/** Replacements by position that give each emoji of a line its one spelling. */
export function oneSpelling(line: string): ReadonlyMap<number, string> {
  const instead = new Map<number, string>()
  if (!/[\u{200d}\u{fe0f}\u{20e3}]/u.test(line)) return instead
  for (const { index } of line.matchAll(/[0-9#*](?=\u{20e3})/gu)) {
    instead.set(index, `${line.charAt(index)}\u{fe0f}`)
  }
  for (const { index, 0: run } of line.matchAll(RUN)) spell(run, index, instead)
  return instead
}

function spell(run: string, from: number, instead: Map<number, string>): void {
  const joined = new RegExp(JOINED, 'uy')
  const plain: { readonly sign: string; readonly at: number; says: boolean }[] = []
  let at = from
  for (const sign of run) {
    const last = plain.at(-1)
    if (sign === '\u{fe0f}' && last !== undefined) last.says = true
    else plain.push({ sign, at, says: false })
    at += sign.length
  }
  const text = plain.map(({ sign }) => sign).join('')
  let [place, sequenceLength] = [0, 0]
  for (const [n, { sign, at, says }] of plain.entries()) {
    if (sequenceLength === 0) {
      joined.lastIndex = place
      sequenceLength = [...(joined.exec(text)?.[0] ?? '')].length
    }
    // In a known sequence each part has its variation selector; a single emoji has one where it was written.
    const isTone = /[\u{1f3fb}-\u{1f3ff}]/u.test(plain[n + 1]?.sign ?? '')
    const needs = IS_TEXT.test(sign) && !isTone && (sequenceLength > 0 || says)
    if (sign === '\u{200d}' && sequenceLength === 0) instead.set(at, '')
    else if (needs !== says) {
      if (needs) instead.set(at, `${sign}\u{fe0f}`)
      else instead.set(at + sign.length, '')
    }
    place += sign.length
    sequenceLength = Math.max(0, sequenceLength - 1)
  }
}
