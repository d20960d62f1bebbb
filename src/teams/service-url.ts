/**
 * Where the bot may send. A signed activity says where its answer goes, so a stolen or foreign signature must not be
 * able to point us at another host (T-81): https, the hosts of the Bot Framework, the ordinary port, nobody's name in it.
 */
export function ofMicrosoft(serviceUrl: string): boolean {
  const url = parse(serviceUrl)
  if (url === null || url.protocol !== 'https:' || url.port !== '') return false
  return url.hostname === 'smba.trafficmanager.net' || url.hostname.endsWith('.botframework.com')
}

/** The demo answers to this machine only. */
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
