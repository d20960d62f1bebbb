const NAMES: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

export function isLoopbackName(host: string): boolean {
  return NAMES.includes(host)
}

/** The names under which a loopback port can be called. */
export function loopbackHosts(port: string | number): readonly string[] {
  return NAMES.map((name) => `${name}:${port}`)
}
