import { expect, test } from 'vitest'
import ar from '../../dialogs/locales/ar.json' with { type: 'json' }
import en from '../../dialogs/locales/en.json' with { type: 'json' }
import es from '../../dialogs/locales/es.json' with { type: 'json' }
import fr from '../../dialogs/locales/fr.json' with { type: 'json' }
import ru from '../../dialogs/locales/ru.json' with { type: 'json' }
import zh from '../../dialogs/locales/zh.json' with { type: 'json' }

/** Jargon of portals and of law, praise and thanks, and promises that nobody can keep. */
const NEVER: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
  [
    'English',
    en,
    /\b(submi|case created|ticket|data subject|complainant|please be advised|we value|100\s?%|completely|nobody can ever|safe(ly)? and|brave|courage|thank|trust us|don.t worry)/i,
  ],
  [
    'French',
    fr,
    /merci(?!\p{L})|courage|ticket|soumett|plaignant|totalement|100\s?%|en toute sécurité/iu,
  ],
  [
    'Spanish',
    es,
    /gracias|valent|valor de|agradec|ticket|tique|denunciante|totalmente|100\s?%|tranquil/iu,
  ],
  ['Arabic', ar, /شجاع|نشكر|شكراً|تذكرة|تماماً آمن|نقدّر/],
  ['Chinese', zh, /谢谢|感谢|勇敢|勇气|工单|完全|绝对|投诉人|请放心/],
  ['Russian', ru, /спасибо|благодар|смел|мужеств|тикет|полностью|абсолютно|заявител/i],
]

test.each(NEVER)(
  'in %s no words of portals, no praise, no promise that is not ours',
  (_, table, never) => {
    expect(Object.entries(table).filter(([, text]) => never.test(text))).toEqual([])
  },
)

/** Languages that say by the form of address how near somebody stands. Many of us may be addressed as 你们. */
const FAMILIAR: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
  ['French', fr, /(?<!\p{L})(tu|toi|ton|tes|te)(?!\p{L})/iu],
  ['Spanish', es, /(?<!\p{L})(tú|tu|tus|contigo|te|vosotros|vuestr\p{L}*)(?!\p{L})/iu],
  ['Chinese', zh, /你(?!们)/],
  ['Russian', ru, /(?<!\p{L})(ты|тебя|тебе|тобой|твой|твоя|твоё|твои)(?!\p{L})/iu],
]

test.each(FAMILIAR)('in %s she is addressed formally', (_, table, familiar) => {
  expect(Object.entries(table).filter(([, text]) => familiar.test(text))).toEqual([])
})

test('nobody is one of two genders by the way a sentence is made', () => {
  expect(where(fr, /\p{L}(\(e\)|·e|\.e\.s)|(?<!\p{L})(sûr|certain|seul|prêt) que/iu)).toEqual([])
  expect(where(es, /[ao]\/[ao]|\((a|o|as)\)|@|\p{L}x[es](?!\p{L})/u)).toEqual([])
  expect(where(es, /está (seguro|obligado|listo|solo|preparado)(?!\p{L})/u)).toEqual([])
  expect(where(ru, /\((а|ась|ла)\)|\/а(?!\p{L})/u)).toEqual([])
})

function where(table: Readonly<Record<string, string>>, wrong: RegExp): readonly string[] {
  return Object.keys(table).filter((key) => wrong.test(table[key] ?? ''))
}
