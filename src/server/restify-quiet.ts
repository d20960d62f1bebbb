import type { Formatters, ServerOptions } from 'restify'

const nothing = () => false

const quiet = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
}

/** The framework's own log could quote a request, so it has none: what is worth a line is logged by us, as a code. */
export const QUIET_LOG = quiet as unknown as NonNullable<ServerOptions['log']>

const fixed = () => '{"code":"UNEXPECTED"}'

/** Whatever the framework would print of an error, here it prints a code. Only the bot's adapter sends other bodies. */
const formatted = (_req: unknown, _res: unknown, body: unknown) =>
  body instanceof Error ? fixed() : typeof body === 'string' ? body : JSON.stringify(body)

export const FORMATTERS: Formatters = {
  'application/json': formatted,
  'application/javascript': formatted,
  'text/plain': formatted,
  'application/octet-stream': formatted,
}
