import { qrModules } from '#dialogs/qr.ts'
import { asText } from './static-page.ts'

/** Inside a page of ours: coloured by its style sheet. */
export function qrInPage(text: string, label: string): string {
  const { size, path } = qrModules(text)
  return `<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${asText(label)}" shape-rendering="crispEdges"><path d="${path}"/></svg>`
}

/** A picture by itself, or in somebody else's page: it brings its own white ground and asks nobody for anything. */
export function qrAlone(text: string, label: string): string {
  const { size, path } = qrModules(text)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200" viewBox="0 0 ${size} ${size}" role="img" aria-label="${asText(label)}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
}
