/** One thing that `check` looked at. A `warn` works today and will not for ever; a `fail` meets a reporter. */
export interface Finding {
  readonly level: 'ok' | 'warn' | 'fail'
  readonly what: string
}

export const ok = (what: string): Finding => ({ level: 'ok', what })
export const warn = (what: string): Finding => ({ level: 'warn', what })
export const fail = (what: string): Finding => ({ level: 'fail', what })
