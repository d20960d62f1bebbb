import type { Serves } from './routes.ts'

/** SHA-256 of nothing: admits the empty style element that Fluent UI fills by script, and no other. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

/** The hosts that Teams' own clients come from, by name. Nobody else may put a page of ours into a frame. */
export const TEAMS_HOSTS = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
]

const UNFRAMED = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
const NOTHING = [...UNFRAMED, "frame-ancestors 'none'"]
const TYPED = "require-trusted-types-for 'script'"

const DOCUMENT = [...NOTHING, "style-src 'self'", "img-src 'self'", TYPED, "trusted-types 'none'"]

/** The page for people who may not be seen: our own script and style, pictures that it made itself, no worker. */
const PAGE = [
  ...NOTHING,
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  TYPED,
  "trusted-types 'none'",
]

/** A page in Teams: static, without script, and without anything that a session could be ridden with. */
const TAB = [
  ...UNFRAMED,
  `frame-ancestors ${TEAMS_HOSTS.join(' ')}`,
  "style-src 'self'",
  TYPED,
  "trusted-types 'none'",
]

/** `aside` is the one policy of the desk's page: it makes the worker's address and nothing else. */
const DESK = [
  ...NOTHING,
  "script-src 'self'",
  `style-src 'self' ${EMPTY_STYLE}`,
  "style-src-attr 'none'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  TYPED,
  'trusted-types aside',
]

/** A worker obeys its own response: only there may Argon2 run, and from there nothing can be fetched or sent. */
const WORKER = ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'"]

/** Policy of sealed bytes: rendered as a page they have an opaque origin and load nothing. */
const SEALED = [...NOTHING, 'sandbox']

const POLICIES: Record<Serves, readonly string[]> = {
  document: DOCUMENT,
  page: PAGE,
  desk: DESK,
  tab: TAB,
  data: NOTHING,
  asset: NOTHING,
  file: SEALED,
}

const DENIED = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]

const ALWAYS = {
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': DENIED.map((feature) => `${feature}=()`).join(', '),
  'X-DNS-Prefetch-Control': 'off',
  'X-Robots-Tag': 'noindex, nofollow',
} as const

/** A page in Teams belongs into another site's frame, and an older header would forbid that to everybody. */
const ALONE = {
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const
const FRAMED = { 'Cross-Origin-Resource-Policy': 'cross-origin' } as const

/** Headers that one kind of answer has and another may not keep. */
export const CONDITIONAL_HEADERS: readonly string[] = Object.keys(ALONE)

/** What every answer carries, refusals and unknown addresses too. */
export function securityHeaders(serves: Serves, https: boolean): Record<string, string> {
  return {
    ...ALWAYS,
    ...(serves === 'tab' ? FRAMED : ALONE),
    ...(https ? { 'Strict-Transport-Security': 'max-age=63072000' } : {}),
    'Cache-Control': 'no-store',
    Vary: 'Cookie, Origin',
    'Content-Security-Policy': POLICIES[serves].join('; '),
  }
}

/** What a sealed file adds: it is saved under a name that says nothing, never shown. */
export const FILE_HEADERS = {
  'Content-Type': 'application/octet-stream',
  'Content-Disposition': 'attachment; filename="sealed.bin"',
} as const

/** What a built file adds: its name changes with its bytes, so it may be kept. */
export function assetHeaders(worker: boolean): Record<string, string> {
  return {
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
    'Content-Security-Policy': (worker ? WORKER : NOTHING).join('; '),
  }
}
