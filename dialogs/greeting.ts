/** What people type to begin, in the six languages, without marks. A closed list: nothing else of what is typed is looked at. */
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

/** Vowel signs and the lengthening stroke: the same Arabic greeting is typed with and without them. */
const ARABIC_MARKS = /[\u0640\u064b-\u0652]/g
const PUNCTUATION = /[\s.,;:!?…~¡¿،؛؟。，、！？～]+/g

/**
 * Is this a greeting and nothing more? Then the first card answers, and not the one that says where not to write. The
 * words are compared and dropped; whatever is longer is not even compared.
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
