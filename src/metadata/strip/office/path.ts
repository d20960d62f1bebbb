import { withoutEnd } from '../../text-end.ts'

/** Patterns of local file paths and addresses: Windows, servers, macOS, Unix, and `file:` addresses. */
const PLACES: readonly RegExp[] = [
  /(^|[^\p{L}\p{N}])[A-Za-z]:(\\|%5c)/iu,
  /(^|[^\p{L}\p{N}])[A-Za-z]:\/(?!\/)/u,
  /(^|[\s"'(=[|,;])\\\\[^\s\\]/,
  /(^|[^\p{L}])(file|smb|afp|nfs|ftp|sftp|vnd\.sun\.star\.\w+):/iu,
  /(^|[\s"'(=[|,;:])~\//,
  /[\\/](Users|Documents and Settings)[\\/][^\\/\s]/i,
  // An address with a user name or password.
  /https?:\/\/[^\s/?#"'<>]*@/i,
  /(^|[\s"'(=[|,;:])\/(Users|home|Volumes|mnt|media|private|tmp|var|root|opt|srv|etc|usr|Library|Applications|data|storage|sdcard|net|run)\//i,
]

/** Whether text contains a file path of somebody's machine, which names a person, a project or a customer. */
export function hasPath(text: string): boolean {
  return PLACES.some((place) => place.test(text))
}

/** Whether an address is one of the web, of mailboxes or of a telephone, and no other words. */
export const isAddress = (address: string): boolean =>
  /^https?:\/\/./i.test(address) || MAILBOXES.test(address) || TELEPHONE.test(address)
const MAILBOXES =
  /^mailto:(?:[^\s@<>"%,;?]{1,99}(?:@|%40)[^\s@<>"%,;?]{1,255}(?:[,;]|%20|(?=\?)|$)){0,40}(?:\?.*)?$/is
const TELEPHONE =
  /^tel:(?:[\d+().*#/ -]|%20|%2b){1,40}(?:;(?:ext|isub|phone-context)=[\d+.-]{1,20}){0,3}$/i

/** Whether an address is fetched only when somebody follows it. */
export function isPressed(address: string): boolean {
  return isAddress(address.trim()) && !hasPath(address)
}

/** A formula without the addresses of its hyperlinks. */
export const withoutPressed = (formula: string): string =>
  formula.replace(/HYPERLINK\s*\(\s*"https?:\/\/[^"]*"/gi, '')

/**
 * Whether a formula fetches data, or computes the address of a link. @param bare the formula without its string
 * literals
 */
export const fetches = (formula: string, bare: string): boolean =>
  FETCHES.test(bare) || isComputed(formula, bare)

/**
 * Whether the address of a link is computed or a file: nobody sees where it leads. A place in this file is no such
 * address.
 */
function isComputed(formula: string, bare: string): boolean {
  // Passed on by its name, its arguments stand elsewhere.
  if (/\bHYPERLINK\b(?!\s*[(!'])/i.test(bare)) return true
  return [...formula.matchAll(/\bHYPERLINK\s*\(\s*((?:"[^"]*"|[^"(),;])*)(\(?)/gi)].some(
    ([, first = '', call]) =>
      !first.startsWith('"#') && (call === '(' || !PRESSED.test(first.trim())),
  )
}
/** A literal web address, or a reference to a cell. */
const PRESSED = /^("\s*((https?:\/\/|mailto:|tel:)[^"]*)?"|[^"&]*)$/i

/**
 * Functions that fetch data, also when passed on by name; names that may be defined names too count only where they are
 * called.
 */
const FETCHES =
  /\b(WEBSERVICE|RTD|REGISTER(\.ID)?|STOCKHISTORY|SQL\.REQUEST|IMPORT(CSV|TEXT|DATA|HTML|XML|FEED|RANGE)|DETECTLANGUAGE|COPILOT)\b(?![!'])|\b(_xleta\.)?(IMAGE|CALL|CUBE\w+|DDE|TRANSLATE|PY|GOOGLE\w+)\s*\(|_xleta\.(IMAGE|CALL|CUBE\w+|TRANSLATE|PY)\b/i

/** The address within one rewritten by Outlook or Teams (it names the mailbox) or by Google (it tells when). */
function wrappedBy(address: string): string | undefined {
  const [, place = '', query = ''] = /^https?:\/\/([^?#]*)\?([^#]*)/i.exec(address) ?? []
  const isGoogle = /^(?:www\.)?google\.[a-z.]+\/url$/i.test(place)
  if (!isGoogle && !/^(?:[\w.-]*|[\w.-]+\.office\.net\/.*)safelinks/is.test(place)) return undefined
  const own = isGoogle ? /^(?:q|url)=./is : /^url=./is
  const parameter = query.split('&').findLast((one) => own.test(one))
  return parameter?.slice(parameter.indexOf('=') + 1)
}

/** Longest address that is unwrapped, in characters: addresses within each other take quadratic time. */
const LONGEST = 8192

/**
 * The original address: unwrapped, and a `mailto:` address without its parameters. Empty when it is too long, or
 * an address in it is malformed.
 */
export function bareAddress(address: string): string {
  let bare = address.trim()
  if (bare.length > LONGEST) return ''
  if (/^mailto:/i.test(bare)) bare = bare.replace(/\?.*/s, '')
  try {
    for (let inside = wrappedBy(bare); inside !== undefined; inside = wrappedBy(bare)) {
      bare = new URL(decodeURIComponent(inside)).href
    }
    return bare
  } catch {
    return ''
  }
}

const SIGN = String.raw`[\w%.~!*+/:=@$?-]`
const PARAMETER = String.raw`&(?:amp;)?[\w.]{1,40}=${SIGN}{0,4000}`
/** The parameter with the mailbox may contain characters that separate cells. */
const OWN = `&(?:amp;)?(?:s?data=(?:${SIGN}|[,;|]){0,4000}|(?:reserved|sa|source|us[gt]|ved|rct)=${SIGN}{0,4000})`
/**
 * A rewritten address in text, up to its last parameter, without punctuation that ends a sentence. Without any
 * parameter of the rewriting service it ends where a cell may end. A character that no address has ends it: in many
 * languages no space separates it from the next word.
 */
const IN_WORDS = new RegExp(
  String.raw`https?://[\w%.~/:-]{0,300}(?:safelinks|google\.[a-z.]{1,9}/url)[\w%.~/:-]{0,300}\?(?:(?:(?![,;|]https?:)(?:${SIGN}|[,;|])){0,4000}(?:${PARAMETER}){0,9}?${OWN}(?:${OWN}|${PARAMETER}){0,40}|${SIGN}{1,4000})`,
  'gi',
)

/** Replacements that restore the original addresses in a text. */
export function wrappedIn(words: string): readonly TextChange[] {
  return [...words.matchAll(IN_WORDS)].flatMap(({ 0: whole, index }) => {
    const value = withoutEnd(whole, '.:!?*_~|,;')
    const address = value.replaceAll('&amp;', '&')
    const inside = wrappedBy(address) ?? ''
    if (!/^https?(:|%3a)/i.test(inside)) return []
    const bare = bareAddress(address).replace(PARTING, escaped) || inside
    return [{ from: index, to: index + value.length, words: bare }]
  })
}
/** Characters that would end a cell or a link around an address. */
const PARTING = /[,;|()[\]{}]/g
const escaped = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`

/** Replacement of a range of a text. */
export interface TextChange {
  readonly from: number
  readonly to: number
  readonly words: string
}

/**
 * Applies replacements to a text in pieces; each new text is put into the piece where the old one began.
 * @param changes in text order, without overlaps
 */
export function changeWords(pieces: readonly string[], changes: readonly TextChange[]): string[] {
  let start = 0
  let next = 0
  return pieces.map((piece) => {
    const end = start + piece.length
    let at = start
    let text = ''
    for (let change = changes[next]; change && change.from < end; change = changes[next]) {
      text += piece.slice(at - start, Math.max(at, change.from) - start)
      if (change.from >= start) text += change.words
      at = Math.min(change.to, end)
      // The rest of the range is in the next piece.
      if (change.to > end) break
      next += 1
    }
    const after = piece.slice(at - start)
    start = end
    return text + after
  })
}

/** Whether the text may contain a rewritten address; a quick check. */
export const isWrapped = (words: string): boolean => /safelinks|\/url\?/i.test(words)

/** A text with rewritten addresses restored. */
export const unwrapped = (words: string): string => {
  const changes = isWrapped(words) ? wrappedIn(words) : []
  return changes.length === 0 ? words : (changeWords([words], changes)[0] ?? words)
}

/** Whether a link is an @mention in a comment: its address names the mailbox. */
export const isMention = (address: string, shown: string): boolean =>
  /^\s*mailto:/i.test(address) && /^\s*@/.test(shown)

/** A formula with the addresses of its links restored. */
export const bareFormula = (formula: string): string =>
  formula.replace(
    /(\bHYPERLINK\s*\(\s*")(mailto:[^"]*|https?:[^"]*)"/gi,
    (_, call: string, address: string) => `${call}${bareAddress(address)}"`,
  )

/** Whether a formula tells when the file was last calculated, its path, or the machine. */
export const saysWhen = (formula: string): boolean =>
  SAYS_WHEN.test(formula.replace(/"[^"]*"/g, '""'))
/** Called, or passed on by name; sheets and columns may have the same names. */
const SAYS_WHEN =
  /(^|[^\w[$'])((NOW|TODAY|CELL|INFO)(?![\w.!'\]:])|(GET\.\w+|FILES|DOCUMENTS)\s*\()/i
