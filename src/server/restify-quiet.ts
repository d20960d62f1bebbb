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

/** A restify logger that writes nothing: its lines could quote requests. This server logs codes by itself. */
export const QUIET_LOG = quiet as unknown as NonNullable<ServerOptions['log']>

const fixed = () => '{"code":"UNEXPECTED"}'

/** Bodies as text; an error of restify becomes a code. Only the bot's adapter sends other bodies this way. */
const formatted = (_req: unknown, _res: unknown, body: unknown) =>
  body instanceof Error ? fixed() : typeof body === 'string' ? body : JSON.stringify(body)

export const FORMATTERS: Formatters = {
  'application/json': formatted,
  'application/javascript': formatted,
  'text/plain': formatted,
  'application/octet-stream': formatted,
}
