import address from './worker.ts?worker&url'

interface Policy {
  createScriptURL(url: string): unknown
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy
}

/**
 * The only Trusted Types policy of the desk: it accepts the URL of the worker. HTML and scripts made from strings have
 * no policy, so the browser refuses them.
 */
const policy = (window as unknown as { trustedTypes?: Factory }).trustedTypes?.createPolicy(
  'aside',
  {
    createScriptURL(url) {
      if (url !== address) throw new TypeError('not the worker')
      return url
    },
  },
)

export function scriptUrl(url: string): unknown {
  return policy === undefined ? url : policy.createScriptURL(url)
}
