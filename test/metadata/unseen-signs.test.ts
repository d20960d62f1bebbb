import { describe, expect, test } from 'vitest'
import { FILE_KINDS } from '#metadata/kinds.ts'
import { look } from '#metadata/look.ts'
import type { StayKind } from '#metadata/stay.ts'
import { strip } from '#metadata/strip.ts'

const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text))

async function cleaned(text: string, kind: 'text' | 'csv' = 'text') {
  const { bytes, findings, stays } = await strip(FILE_KINDS[kind], utf8(text))
  return { text: new TextDecoder().decode(bytes), findings, stays }
}

/** What people write, each in its language: nothing in it is a mark. */
const REAL: Readonly<Record<string, string>> = {
  'fr.txt': 'Voici ce que j’ai vu : « il a dit non », puis rien. Œuvre, cœur, naïve, 12 000 €.\n',
  'es.txt': '¿Qué pasó? ¡Nada! El señor Núñez firmó el acta nº 3 de 2024 — según él.\n',
  'ar.txt':
    'قال المدير: «لن نوقّع»، ثم غادر في الساعة ١٢:٣٠. البريد: anna@example.org (شخصي).\nمُحَمَّدٌ رَسُولٌ\n',
  'zh.txt': '　　会议在星期一举行，他说：“不行。”（第３页）\n姓名　张　三\n价格：￥1,200。\n',
  'ru.txt': 'Совещание было в понедельник; ёлка, подъезд — «нет», № 5.\n',
  'hi.txt': 'बैठक सोमवार को थी। उसने कहा, “नहीं” — श्री शर्मा, क्षेत्र, विज्ञान, क्\u200dष।\n',
  'th.txt': 'การประชุมจัดขึ้นในวันจันทร์ น้ำ ก็ ๑๒ บาท\n',
  'my.txt': 'အစည်းအဝေးကို တနင်္လာနေ့တွင် ကျင်းပခဲ့သည်။ မြန်မာ\n',
  'km.txt': 'កិច្ចប្រជុំបានធ្វើឡើងនៅថ្ងៃចន្ទ។ ខ្មែរ ស្ត្រី\n',
  'fa.txt': 'جلسه دوشنبه بود. می\u200cخواهم کتاب\u200cها را ببینم؛ سال ۱۴۰۲ ه\u200d.\n',
  'he.txt': 'הפגישה הייתה ביום שני. הוא אמר: "לא" (ראו example.org). שָׁלוֹם\n',
  'ko.txt': '회의는 월요일에 열렸습니다. ㅋㅋㅋ ㅠㅠ “안 됩니다”\n',
  'ja.txt': '会議は月曜日でした。ｶﾞｷﾞ がぎ「だめ」\n',
  'ta.txt': 'கூட்டம் திங்கட்கிழமை நடந்தது. ஶ்ரீ\n',
  'ml.txt': 'യോഗം തിങ്കളാഴ്ചയായിരുന്നു. അവൻ പറഞ്ഞു\n',
  'bn.txt': 'সভা সোমবার ছিল। র\u200d্যাব, সৎ\n',
  'chat.txt':
    '[12:30] Anna: 👍🏽👍🏽 ❤️ ☺️ ok 👩‍👩‍👧‍👦 👩🏽‍💻 🏳️‍🌈 🏳️‍⚧️ 🏴‍☠️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿\n[12:31] B: 🤷🏻‍♀️ 👁️‍🗨️ 1️⃣ #️⃣ 🇨🇭🇫🇷 ❤️‍🔥 🧑🏿‍❤️‍💋‍🧑🏻 ☎ ☎️ ™ © ★ ✔ 🐻‍❄️ 🏃🏽‍♂️‍➡️ 😶‍🌫️ ☝🏽\n',
  'notes.md':
    '# Notes\n\nA [link][1], `<!-- shown -->`, a task [ ] and [x].\n\n```html\n<!-- shown -->\n```\n\n![](a.png)\n\n[1]: https://example.org "t"\n',
}

describe('T-147 what people write is taken as it is, and nothing stays to be told', () => {
  test.each(Object.entries(REAL))('%s', async (name, text) => {
    const looked = await look(new File([utf8(text)], name), 1 << 20)
    expect(new TextDecoder().decode(looked.bytes)).toBe(text)
    expect(looked).toMatchObject({ findings: [], stays: [] })
  })
})

describe('T-147 no sign is kept that changes nothing', () => {
  test.each([
    ['a selector of text behind what is text', '☎\ufe0e ♥\ufe0e', '☎ ♥'],
    ['a selector behind a star that no list knows', '★\ufe0f', '★'],
    ['joiners between pictures that form none', '😀\u200d😀\u200d🙂', '😀😀🙂'],
    ['a joiner behind what they form', '👩‍👩‍👧\u200d🔧', '👩‍👩‍👧🔧'],
    [
      'parts of a picture that do not say that they are',
      '🏳\u200d🌈 🤷\u200d♀ 1\u20e3',
      '🏳️‍🌈 🤷‍♀️ 1️⃣',
    ],
    ['a selector before a tone of skin', '☝\ufe0f🏽', '☝🏽'],
    ['fillers of Hangul', '가\u1160나\u115f다 \u115f\u1160 ㄱ\u1160', '가나다 ㄱ'],
    ['choices of form outside Mongolian', 'a\u180bb\u180fᠠ 1\u180e', 'abᠠ 1'],
    ['a note without a head', 'a\u{1d159}b', 'ab'],
    ['fillers of Khitan, Brahmi, Tifinagh', 'a\u{16fe4}b\u{1107f}c\u{2d7f}d', 'abcd'],
    ['an abbreviation of Syriac', 'a\u070fb', 'ab'],
    ['what is no character', 'a\u{1fffe}b\u{2ffff}c\u{10fffe}d\ufdd0', 'abcd'],
    ['signs between lines', 'a\ufff9b\ufffac\ufffb', 'abc'],
    [
      'signs of stenography, notes, hieroglyphs',
      'a\u{1bca0}b\u{1d173}c\u{13430}d\u{13441}e',
      'abcde',
    ],
    ['feeds of pages', 'a\n\fb\f\nc\f', 'a\nb\nc'],
    ['ends of lines within a paragraph', 'a\vb\n\vc', 'a\nb\n\nc'],
    ['selectors of what has no other form', '家\ufe0c x\ufe00 1\ufe00', '家 x 1'],
    ['joiners at Persian numbers and marks', 'کِ\u200cِ ک\u200c۲ ۲\u200d۳', 'کِِ ک۲ ۲۳'],
    ['joiners behind what ends a word in India', 'क\u200d क्\u200c', 'क क्'],
    ['a wide blank at the end of a line', 'a\u3000\n\u3000\n。\u3000', 'a\n\n。'],
    ['a wide blank between other letters', 'one\u3000two', 'one two'],
    ['a sign of Tibetan that keeps a line together', 'བོད\u0f0c', 'བོད་'],
  ])('%s', async (_, text, plain) => {
    expect(await cleaned(text)).toEqual({
      text: plain.replace(/ +$/, ''),
      findings: ['unseen'],
      stays: [],
    })
  })

  test('every sign that Unicode lets a program ignore, and every format', async () => {
    const signs: string[] = []
    for (let code = 0x80; code < 0x110000; code += 1) {
      if (code >= 0xd800 && code < 0xe000) continue
      const sign = String.fromCodePoint(code)
      const isNone = (code & 0xfffe) === 0xfffe || /\p{Noncharacter_Code_Point}/u.test(sign)
      if (!/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/u.test(sign) && !isNone) continue
      if (code >= 0xe0000 && code < 0xe1000 && code % 64 > 0) continue
      const { text } = await cleaned(`ab${sign}cd`)
      if (text !== 'abcd') signs.push(code.toString(16))
    }
    // Arabic and Kaithi draw these in front of or around a number; U+0085 ends a line.
    const seen = ['85', '600', '601', '602', '603', '604', '605', '6dd', '890', '891', '8e2']
    expect(signs).toEqual([...seen, '110bd', '110cd'])
  })

  test.each([
    ['of private use', 'a\n\ue000b'],
    ['not given yet', 'a\n\u{2fe0}b'],
    ['that stands for an object', 'a\n\ufffcb'],
    ['for a form of Mongolian', 'a\nᠠ\u180b'],
    ['for a syllable without its first part', 'a\n\u115f\u1161'],
    ['for a picture as text', 'a\n⌚\ufe0e'],
    ['that joins in Syriac', 'a\nܒ\u200dܒ'],
    ['between hieroglyphs', 'a\n\u{13000}\u{13430}\u{13001}'],
  ])('a sign %s stays, with its line', async (_, text) => {
    expect(await cleaned(text)).toEqual({
      text,
      findings: [],
      stays: [{ kind: 'unseen', place: { at: 'line', n: 2 } }],
    })
    const { stays } = await cleaned(text.replace('\n', ',\n'), 'csv')
    expect(stays).toContainEqual({ kind: 'unseen', place: { at: 'line', n: 2 } })
  })
})

describe('T-147 each line with what is not seen is told, twenty of a kind, and how many more', () => {
  const KINDS: readonly (readonly [string, 'text' | 'csv', StayKind, string, string])[] = [
    ['a comment', 'text', 'hidden', 'a\n', '<!-- for Anna -->\n'],
    ['a name that no link uses', 'text', 'hidden', 'a\n\n', '[//]: # (for Anna)\n\n'],
    ['a link without words', 'text', 'hidden', 'a\n', 'see [](https://example.org/17)\n'],
    ['a sign of private use', 'text', 'unseen', 'a\n', 'x\ue000\n'],
    ['the same in a table', 'csv', 'unseen', 'a,b\n', 'x\ue000,1\n'],
    ['blanks in front, others by tabs', 'text', 'unseen', '\ta\n', '        b\n'],
    ['a blank at the end of a cell', 'csv', 'unseen', 'a,b\n', 'x ,1\n'],
    ['a wide blank at the end of a cell', 'csv', 'unseen', 'a,b\n', 'x\u3000,1\n'],
    ['a picture in an address', 'text', 'picture', 'a\n', '![x](data:image/png;base64,AA)\n'],
    ['the same in a table', 'csv', 'picture', 'a,b\n', 'x,data:image/png;base64\n'],
  ]
  test.each(KINDS)('%s in a %s', async (_, id, kind, head, piece) => {
    const lines = (n: number) => head.split('\n').length + n * (piece.split('\n').length - 1)
    const at = (n: number) => ({ kind, place: { at: 'line', n: lines(n) } })
    const many = await cleaned(head + piece.repeat(23), id)
    const listed = Array.from({ length: 20 }, (__, n) => at(n))
    expect(many.stays).toEqual([...listed, { kind, place: { at: 'more', n: 3 } }])
  })
})

describe('T-147 what a reader of Markdown does not show is told with its line', () => {
  test.each([
    ['a comment', 'a\n<!-- for Anna -->\n'],
    ['a comment in a line', 'a\nb <!-- x --> c\n'],
    ['a name for an address that no link uses', 'a\n[//]: # (for Anna)\n'],
    ['another', 'a\n[copy 17]: https://example.org "Anna"\n'],
    ['a link without words', 'a\nsee [](https://example.org/17)\n'],
    ['what is marked as hidden', 'a\n<span hidden>17</span>\n'],
    ['a link whose words are blank code', 'a\nsee [` `](https://example.org/17)\n'],
    ['a link without words and with a title', 'a\nsee [](https://example.org/17 "Anna") b\n'],
    ['a link without words by a name', 'a\nsee [][Anna] b\n\n[anna]: https://example.org/17\n'],
    ['a comment between codes of two backticks', 'a\n`` ` `` <!-- for Anna --> `b`\n'],
    ['a comment behind code that ends with a stroke', 'a\n`\\` <!-- for Anna --> `b\n'],
    ['a comment behind code of two lines', 'a `b\nc` <!-- for Anna --> `d`\n'],
    ['a comment in a list with a backtick before it', '- a ` b\n- <!-- for Anna --> ` c\n'],
    ['a comment behind what is almost data', '{\n"a": "<!-- for Anna -->" b}\n'],
  ])('%s', async (_, text) => {
    expect(await cleaned(text)).toEqual({
      text,
      findings: [],
      stays: [{ kind: 'hidden', place: { at: 'line', n: 2 } }],
    })
  })

  test.each([
    ['whom a line names who says a word', 'They met.\n[Anna]: Yes.\n[Bob]: No!\n'],
    ['the same behind a sentence', '[Anna]: I was there.\n[Bob]: hello\n'],
    ['a type of Java', 'List<? extends T>\n'],
    ['any type of Java', 'Class<?> and Map<?, T>\n'],
    ['a mark of a program in a sentence', 'It begins with <?php there.\n'],
    ['a mark in front of a number', 'Price <!100!> today, <! x, <!\n'],
    ['a declaration that does not end', 'a\nThat is <!important\n'],
    ['a link whose words are code', 'See\n[`a`](b), [``a`b``](c) and [`a`][n].\n\n[n]: d\n'],
    ['a function without a name', 'auto f = [](int a){ return a; }; g([](const T& b) -> int {})\n'],
    ['a list of any length', 'int a[][2] = {{1, 2}}; a[][n]\n'],
    ['an escaped comment', 'a \\<!-- x --> b \\[](c)\n'],
    ['code that ends on the next line', 'Write `a\n<b>` and `c`.\n'],
    ['code with as many backticks as it needs', 'Write `` ` <!-- x --> ` `` there.\n'],
    ['words of data', '{\n  "a": "<!-- x -->", "b": ["[](c)"]\n}\n'],
    ['what begins an XML file', `<?xml version='1.0' encoding='us-ascii'?>\n<a>b</a>\n`],
    ['the same in front of an element', '<?xml version="1.0" encoding="UTF-8"?><a>b</a>\n'],
  ])('what it shows is not: %s', async (_, text) => {
    expect(await cleaned(text)).toEqual({ text, findings: [], stays: [] })
  })

  test.each([
    ['an instruction', 'a\nb <?x for Anna ?> c\n'],
    ['an instruction over lines', 'a\nb <?x for\nAnna ?> c\n'],
    ['an instruction without an end', 'a\n<?x for Anna\n'],
    ['a declaration', 'a\nb <!important!> c\n'],
    ['a declaration over lines', 'a\nb <!x for\nAnna> c\n'],
    ['a declaration without an end', 'a\n<!x for Anna\n'],
    ['what begins an XML file elsewhere', 'a\n<?xml version="1.0"?>\n'],
    ['words of a list of letters', 'a\nb <![CDATA[for Anna]]> c\n'],
    ['a word behind an empty line', '\n[Anna]: hello\n'],
    ['a word behind a heading', '# a\n[Anna]: hello\n'],
    ['a word in quotes', 'a\n> [Anna]: hello\n'],
    ['a word with a title', 'a\n[Anna]: hello "for Anna"\n'],
  ])('%s', async (_, text) => {
    expect((await cleaned(text)).stays).toEqual([{ kind: 'hidden', place: { at: 'line', n: 2 } }])
  })

  test('so is a word behind a name whose address is on the next line', async () => {
    const { stays } = await cleaned('[Anna]:\nb\n[Bob]: c\n')
    expect(stays.map(({ place }) => 'n' in place && place.n)).toEqual([1, 3])
  })

  test.each([
    '[',
    '`',
    '<a ',
    '<? ',
    '` ',
    '`` ` ',
    '\\',
    '[](',
    '[][a]',
    '[a]: b\n',
    'a <? b\n',
    'a <!b ',
    '[ ',
    '👩\u200d',
    'a\u200d',
    '[a]:\n',
  ])('however often %j is there, it is read once', async (piece) => {
    const start = performance.now()
    await cleaned(piece.repeat(20_000))
    expect(performance.now() - start).toBeLessThan(20_000)
  })
})
