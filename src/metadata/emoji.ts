/*
 * Pictures that are made of several. Which joins form one is known; a joiner elsewhere, and whether each part says that it
 * is a picture, would be seen by nobody.
 */

const PEOPLE = '[👨👩🧑]'
const TONE = '[\u{1f3fb}-\u{1f3ff}]?'
const BOTH = `\u200d${PEOPLE}${TONE}`
/** All that Unicode 17 recommends, without the sign that says what is a picture; longer ones first. */
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
/** Source of a pattern: one picture, with its tone and the sign that says that it is one. */
export const PICTURE = '\\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}\u{fe0f}]*'
const RUN = new RegExp(`${PICTURE}(?:\u{200d}${PICTURE})*`, 'gu')
/** A picture only where a sign behind it says so. */
const IS_TEXT = /(?!\p{Emoji_Presentation})\p{Emoji}/u

/** What stands at places in a line, instead of what is written there. */
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
  let [place, known] = [0, 0]
  for (const [n, { sign, at, says }] of plain.entries()) {
    if (known === 0) {
      joined.lastIndex = place
      known = [...(joined.exec(text)?.[0] ?? '')].length
    }
    // In one that is known each part says that it is a picture; alone it is said where somebody chose to.
    const isTone = /[\u{1f3fb}-\u{1f3ff}]/u.test(plain[n + 1]?.sign ?? '')
    const needs = IS_TEXT.test(sign) && !isTone && (known > 0 || says)
    if (sign === '\u{200d}' && known === 0) instead.set(at, '')
    else if (needs !== says) {
      if (needs) instead.set(at, `${sign}\u{fe0f}`)
      else instead.set(at + sign.length, '')
    }
    place += sign.length
    known = Math.max(0, known - 1)
  }
}
