import { qrModules } from '#dialogs/qr.ts'
import { asText } from './static-page.ts'

let last: { readonly text: string; readonly code: ReturnType<typeof qrModules> } | null = null

/** Drawn once: all of a server's codes are of one address, and drawing is most of the work of a poster. */
function modulesOf(text: string): ReturnType<typeof qrModules> {
  if (last?.text !== text) last = { text, code: qrModules(text) }
  return last.code
}

/** QR code as SVG for pages of this server; the style sheet sets its colours. */
export function qrInPage(text: string, label: string): string {
  const { size, path } = modulesOf(text)
  return `<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${asText(label)}" shape-rendering="crispEdges"><path d="${path}"/></svg>`
}

/** QR code as SVG that stands alone or on another site's page: white ground, loads nothing. */
export function qrAlone(text: string, label: string): string {
  const { size, path } = modulesOf(text)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200" viewBox="0 0 ${size} ${size}" role="img" aria-label="${asText(label)}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
}
