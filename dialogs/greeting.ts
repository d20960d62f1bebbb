/** What people type to begin, in the six languages. A closed list: nothing else of what is typed is looked at. */
const GREETINGS: ReadonlySet<string> = new Set([
  'hi',
  'hello',
  'hey',
  'good morning',
  'good afternoon',
  'good evening',
  'start',
  'help',
  'menu',
  'bonjour',
  'bonsoir',
  'salut',
  'aide',
  'hola',
  'buenos días',
  'buenas',
  'buenas tardes',
  'ayuda',
  'مرحبا',
  'مرحباً',
  'أهلا',
  'أهلاً',
  'السلام عليكم',
  'صباح الخير',
  'مساء الخير',
  'مساعدة',
  'привет',
  'здравствуйте',
  'добрый день',
  'доброе утро',
  'добрый вечер',
  'помощь',
  '你好',
  '您好',
  '早上好',
  '帮助',
  '开始',
])

const LONGEST = 24

/**
 * Is this a greeting and nothing more? Then the first card answers, and not the one that says where not to write. The
 * words are compared and dropped; whatever is longer is not even compared.
 */
export function isGreeting(said: unknown): boolean {
  if (typeof said !== 'string' || said.length > LONGEST) return false
  const bare = said
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s.,!?،؟。！]+/g, ' ')
    .trim()
  return GREETINGS.has(bare)
}
