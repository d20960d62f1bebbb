import { qrModules } from '#dialogs/qr.ts'
import { asText } from './static-page.ts'

/** QR code as SVG for pages of this server; the style sheet sets its colours. */
export function qrInPage(text: string, label: string): string {
  const { size, path } = qrModules(text)
  return `<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${asText(label)}" shape-rendering="crispEdges"><path d="${path}"/></svg>`
}

/** QR code as SVG that stands alone or on another site's page: white ground, loads nothing. */
export function qrAlone(text: string, label: string): string {
  const { size, path } = qrModules(text)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200" viewBox="0 0 ${size} ${size}" role="img" aria-label="${asText(label)}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
}
