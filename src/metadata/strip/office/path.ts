/** Where a file lay: under Windows, on a server, under macOS or Unix, or as an address of a file. */
const PLACES: readonly RegExp[] = [
  /(^|[^\p{L}\p{N}])[A-Za-z]:(\\|%5c)/iu,
  /(^|[^\p{L}\p{N}])[A-Za-z]:\/(?!\/)/u,
  /(^|[\s"'(=[|,;])\\\\[^\s\\]/,
  /(^|[^\p{L}])(file|smb|afp|nfs|ftp|sftp|vnd\.sun\.star\.\w+):/iu,
  /(^|[\s"'(=[|,;:])~\//,
  /[\\/](Users|Documents and Settings)[\\/][^\\/\s]/i,
  // An address with the name or the password of whoever is let in.
  /https?:\/\/[^\s/?#"'<>]*@/i,
  /(^|[\s"'(=[|,;:])\/(Users|home|Volumes|mnt|media|private|tmp|var|root|opt|srv|etc|usr|Library|Applications|data|storage|sdcard|net|run)\//i,
]

/** A path of somebody's machine names the person, the project or the customer. */
export function hasPath(text: string): boolean {
  return PLACES.some((place) => place.test(text))
}

/** An address that somebody has to press before anything is called up. */
export function isPressed(address: string): boolean {
  return /^(https?:\/\/|mailto:|tel:)/i.test(address.trim()) && !hasPath(address)
}

/** A formula without the addresses that somebody has to press. */
export const withoutPressed = (formula: string): string =>
  formula.replace(/HYPERLINK\s*\(\s*"https?:\/\/[^"]*"/gi, '')

/** Functions that fetch, and addresses that nobody sees; `bare` is the formula without its words. */
export const fetches = (formula: string, bare: string): boolean =>
  FETCHES.test(bare) || isComputed(formula, bare)

/** An address that is put together or worked out, or a file: nobody sees where it leads. A place in this file may be. */
function isComputed(formula: string, bare: string): boolean {
  // Handed on by its name, what it is called with stands elsewhere.
  if (/\bHYPERLINK\b(?!\s*[(!'])/i.test(bare)) return true
  return [...formula.matchAll(/\bHYPERLINK\s*\(\s*((?:"[^"]*"|[^"(),;])*)(\(?)/gi)].some(
    ([, first = '', call]) =>
      !first.startsWith('"#') && (call === '(' || !PRESSED.test(first.trim())),
  )
}
/** What somebody may press: an address that is written out, or what a cell holds. */
const PRESSED = /^("\s*((https?:\/\/|mailto:|tel:)[^"]*)?"|[^"&]*)$/i

/** Also handed on by its name alone, as a function of another function; words that may be names too only where called. */
const FETCHES =
  /\b(WEBSERVICE|RTD|REGISTER(\.ID)?|STOCKHISTORY|SQL\.REQUEST|IMPORT(CSV|TEXT|DATA|HTML|XML|FEED|RANGE)|DETECTLANGUAGE|COPILOT)\b(?![!'])|\b(_xleta\.)?(IMAGE|CALL|CUBE\w+|DDE|TRANSLATE|PY|GOOGLE\w+)\s*\(|_xleta\.(IMAGE|CALL|CUBE\w+|TRANSLATE|PY)\b/i

/** An address that Outlook or Teams wrapped (it names whose mailbox it was), or Google (it says when). */
const WRAPPED =
  /^https?:\/\/(?:(?:[\w.-]*safelinks[\w.-]*|[\w.-]+\.office\.net\/[^?#]*safelinks)[^?#]*\?(?:[^#]*&)?url|(?:www\.)?google\.[a-z.]+\/url\?(?:[^#]*&)?(?:q|url))=([^&#]+)/i

/** Longer is no address of any program, and costs its square to look through. */
const LONGEST = 8192

/** The address without who it was sent to: unwrapped, and a mailbox without what a letter to it would say. */
export function bareAddress(address: string): string {
  let bare = address.trim()
  if (bare.length > LONGEST) return ''
  if (/^mailto:/i.test(bare)) bare = bare.replace(/\?.*/s, '')
  try {
    for (let inside = WRAPPED.exec(bare); inside !== null; inside = WRAPPED.exec(bare)) {
      bare = new URL(decodeURIComponent(inside[1] ?? '')).href
    }
    return bare
  } catch {
    return ''
  }
}

const SIGN = String.raw`[\w%.~!*+/:=@$?-]`
const PARAMETER = String.raw`&(?:amp;)?[\w.]{1,40}=${SIGN}{0,4000}`
/** Whose mailbox it was may stand between signs that part cells. */
const OWN = String.raw`&(?:amp;)?(?:s?data=(?:${SIGN}|[,;|]){0,4000}|(?:reserved|sa|source|us[gt]|ved|rct)=${SIGN}{0,4000})`
/**
 * An address in a text that may be wrapped: up to the last of what it hands on, without signs that end a sentence. One
 * without any parameter of those who wrap ends where a cell may end. What no address has ends it: in many languages
 * nothing stands between it and the next word.
 */
const IN_WORDS = new RegExp(
  String.raw`https?://[\w%.~/:-]{0,300}(?:safelinks|google\.[a-z.]{1,9}/url)[\w%.~/:-]{0,300}\?(?:(?:(?![,;|]https?:)(?:${SIGN}|[,;|])){0,4000}(?:${PARAMETER}){0,9}?${OWN}(?:${OWN}|${PARAMETER}){0,40}|${SIGN}{1,4000})`,
  'gi',
)

/** Words with addresses as they are without what wrapped them, as lists of what is changed. */
export function wrappedIn(words: string): readonly TextChange[] {
  return [...words.matchAll(IN_WORDS)].flatMap(({ 0: whole, index }) => {
    const value = whole.replace(/[.:!?*_~|,;]+$/, '')
    const address = value.replaceAll('&amp;', '&')
    const inside = WRAPPED.exec(address)?.[1] ?? ''
    if (!/^https?(:|%3a)/i.test(inside)) return []
    const bare = bareAddress(address).replace(PARTING, escaped) || inside
    return [{ from: index, to: index + value.length, words: bare }]
  })
}
/** What would end a cell or a link around an address. */
const PARTING = /[,;|()[\]{}]/g
const escaped = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`

/** In a text, what stands in place of some of it. */
export interface TextChange {
  readonly from: number
  readonly to: number
  readonly words: string
}

/**
 * A text in pieces with other words in it; they stand in the piece where the old ones began.
 * @param changes in the order of the text, none over another
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
      // The rest of it is in the next piece.
      if (change.to > end) break
      next += 1
    }
    const after = piece.slice(at - start)
    start = end
    return text + after
  })
}

/** Whether it is worth a look. */
export const isWrapped = (words: string): boolean => /safelinks|\/url\?/i.test(words)

/** A text without what wrapped the addresses in it. */
export const unwrapped = (words: string): string => {
  const changes = isWrapped(words) ? wrappedIn(words) : []
  return changes.length === 0 ? words : (changeWords([words], changes)[0] ?? words)
}

/** The mailbox of whoever is mentioned in a remark, behind a name that alone is read. */
export const isMention = (address: string, shown: string): boolean =>
  /^\s*mailto:/i.test(address) && /^\s*@/.test(shown)

/** A formula with the addresses that somebody has to press as they are. */
export const bareFormula = (formula: string): string =>
  formula.replace(
    /(\bHYPERLINK\s*\(\s*")(mailto:[^"]*|https?:[^"]*)"/gi,
    (_, call: string, address: string) => `${call}${bareAddress(address)}"`,
  )

/** In a formula: when the file was counted last, where it lay, or on which machine. */
export const saysWhen = (formula: string): boolean =>
  SAYS_WHEN.test(formula.replace(/"[^"]*"/g, '""'))
/** Called, or handed on by its name; a sheet or a column may bear the same one. */
const SAYS_WHEN =
  /(^|[^\w[$'])((NOW|TODAY|CELL|INFO)(?![\w.!'\]:])|(GET\.\w+|FILES|DOCUMENTS)\s*\()/i
