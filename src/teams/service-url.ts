/**
 * Allowed service URLs. An activity states where its response goes, so a stolen or foreign signature must not direct it
 * to another host (T-81): https, Bot Framework hosts, default port, no credentials.
 */
export function ofMicrosoft(serviceUrl: string): boolean {
  const url = parse(serviceUrl)
  if (url === null || url.protocol !== 'https:' || url.port !== '') return false
  return url.hostname === 'smba.trafficmanager.net' || url.hostname.endsWith('.botframework.com')
}

/** Allowed service URLs of the demo: loopback only. */
export function ofThisMachine(serviceUrl: string): boolean {
  const url = parse(serviceUrl)
  return url !== null && /^https?:$/.test(url.protocol) && isLoopback(url.hostname)
}

export function isLoopback(host: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]', '::1', '::ffff:127.0.0.1'].includes(host)
}

function parse(text: string): URL | null {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '') return null
  return text.includes('@') || text.includes('\\') ? null : url
}
