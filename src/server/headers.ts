import type { Serves } from './routes.ts'

/**
 * SHA-256 of the empty string: allows the empty style element that Fluent UI fills by script, and no other inline
 * style.
 */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

/** Hosts of Teams' own clients. No other site may frame a page of ours. */
export const TEAMS_HOSTS = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
]

const UNFRAMED = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
const NOTHING = [...UNFRAMED, "frame-ancestors 'none'"]
const TYPED = "require-trusted-types-for 'script'"

const DOCUMENT = [...NOTHING, "style-src 'self'", "img-src 'self'", TYPED, "trusted-types 'none'"]

/** Policy of the anonymous page: own script and style, images made by the page itself, no worker. */
const PAGE = [
  ...NOTHING,
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  TYPED,
  "trusted-types 'none'",
]

/** Policy of the page inside Teams: static, without script, and with nothing that acts on a session. */
const TAB = [
  ...UNFRAMED,
  `frame-ancestors ${TEAMS_HOSTS.join(' ')}`,
  "style-src 'self'",
  TYPED,
  "trusted-types 'none'",
]

/** Policy of the desk's page. `aside` is its only Trusted Types policy; it creates the address of the worker. */
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

/** Policy of the worker, set by its own response: only there Argon2 may run, and it can fetch and send nothing. */
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

/** The tab's page is framed by another site, which the older header would forbid altogether. */
const ALONE = {
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const
const FRAMED = { 'Cross-Origin-Resource-Policy': 'cross-origin' } as const

/** Headers that some responses have and others must not. */
export const CONDITIONAL_HEADERS: readonly string[] = Object.keys(ALONE)

/** Security headers of every response, refusals and unknown addresses included. */
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

/** Additional headers of a sealed file: downloaded under a neutral name, never displayed. */
export const FILE_HEADERS = {
  'Content-Type': 'application/octet-stream',
  'Content-Disposition': 'attachment; filename="sealed.bin"',
} as const

/** Additional headers of a built file: its name changes with its content, so caches may keep it. */
export function assetHeaders(worker: boolean): Record<string, string> {
  return {
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
    'Content-Security-Policy': (worker ? WORKER : NOTHING).join('; '),
  }
}
