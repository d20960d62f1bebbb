/** What the page loads when the first file is chosen, and not before. */
export { FileList } from './list.tsx'
export { look } from './look.ts'
export { ready } from './ready.ts'
export { safeName } from './safe-name.ts'
export { FileRefused } from './trace.ts'
export { isThere, upload } from './upload.ts'
