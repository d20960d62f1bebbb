/**
 * Greetings in the six languages, in lower case without punctuation. A closed list; no other text of a message is
 * examined.
 */
const GREETINGS: ReadonlySet<string> = new Set([
  ...['hi', 'hello', 'hey', 'hi there', 'hello there', 'greetings', 'good day', 'good morning'],
  ...['good afternoon', 'good evening', 'start', 'help', 'menu'],
  ...['bonjour', 'bonsoir', 'salut', 'coucou', 'bonjour à tous', 'bonne journée', 'allô'],
  ...['commencer', 'aide', 'début'],
  ...['hola', 'buenos días', 'buenos dias', 'buen día', 'buen dia', 'buenas', 'buenas tardes'],
  ...['buenas noches', 'hola buenos días', 'saludos', 'empezar', 'inicio', 'ayuda'],
  ...[
    'مرحبا',
    'مرحبا بكم',
    'أهلا',
    'اهلا',
    'أهلا وسهلا',
    'اهلا وسهلا',
    'هلا',
    'سلام',
    'السلام عليكم',
  ],
  ...['السلام عليكم ورحمة الله', 'السلام عليكم ورحمة الله وبركاته', 'تحية طيبة', 'صباح الخير'],
  ...['مساء الخير', 'ابدأ', 'بدء', 'مساعدة'],
  ...['你好', '您好', '大家好', '嗨', '喂', '早', '早安', '早上好', '上午好', '中午好', '下午好'],
  ...['晚上好', '在吗', '开始', '帮助', '菜单'],
  ...['привет', 'здравствуйте', 'здравствуй', 'добрый день', 'доброе утро', 'добрый вечер'],
  ...['доброго дня', 'приветствую', 'начать', 'старт', 'помощь', 'меню'],
])

const LONGEST = 40

/** Arabic vowel signs and tatweel, which are optional. */
const ARABIC_MARKS = /[\u0640\u064b-\u0652]/g
const PUNCTUATION = /[\s.,;:!?…~¡¿،؛؟。，、！？～]+/g

/**
 * Whether a message is only a greeting; then the first card is the answer, without the warning about chat messages. The
 * text is compared and dropped; longer texts are not compared.
 */
export function isGreeting(text: unknown): boolean {
  if (typeof text !== 'string' || text.length > LONGEST) return false
  const bare = text
    .normalize('NFC')
    .toLowerCase()
    .replace(ARABIC_MARKS, '')
    .replace(PUNCTUATION, ' ')
    .trim()
  return GREETINGS.has(bare)
}
