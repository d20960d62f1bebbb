import type { ServerOptions } from '../options.ts'
import { asText, staticPage } from './static-page.ts'

type PageOptions = Pick<ServerOptions, 'demo' | 'services'>

/** Front page where the anonymous page is not open. It does not mention channels that are not open. */
export function front(options: PageOptions): string {
  return page(options, 'Aside', [
    `This address belongs to Aside, which carries concerns to the offices of ${asText(options.services.policy.organisation)}.`,
    'Nothing can be told on this page.',
    'If you work in one of these offices, <a href="/desk">go to the desk</a>.',
  ])
}

/** For an identity without an account here and for a former officer: the same text. */
export function notAnOfficer(options: PageOptions): string {
  return page(options, 'You are not an officer here', [
    'Your organisation knows you. Its list of officers does not have you on it.',
    'If you should be on it, ask the lead of your office. The list is signed by your organisation, so nobody can add you from here.',
    '<a href="/auth/login">Sign in as somebody else</a>',
  ])
}

export function signInFailed(options: PageOptions): string {
  return page(options, 'Signing in did not work', [
    'It may have taken too long. Nothing is lost.',
    '<a href="/auth/login">Sign in again</a>',
  ])
}

export function signInUnavailable(options: PageOptions): string {
  return page(options, 'Signing in is not possible now', [
    'Your organisation’s sign-in does not answer. Try again in a few minutes.',
    '<a href="/auth/login">Try again</a>',
  ])
}

export function notNow(options: PageOptions): string {
  return page(options, 'This does not work now', [
    'Something here does not answer. Nothing is lost. Try again in a few minutes.',
  ])
}

export function deskMissing(options: PageOptions): string {
  return page(options, 'The desk is not built', [
    'The files of the desk are missing on this server. Build them with <code>npm run build</code> and start it again.',
  ])
}

export function pageMissing(options: PageOptions): string {
  return page(options, 'This page is not built', [
    'The files of this page are missing on this server. Build them with <code>npm run build</code> and start it again.',
  ])
}

/** @param sentences HTML; values from elsewhere are escaped already */
function page(options: PageOptions, title: string, sentences: readonly string[]): string {
  return staticPage({
    lang: 'en',
    rtl: false,
    title,
    banner: options.demo ? 'Demo: do not write anything real' : null,
    body: sentences.map((sentence) => `<p>${sentence}</p>`).join(''),
  })
}
