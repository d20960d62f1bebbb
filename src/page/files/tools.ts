/** Entry of the chunk that is loaded when the first file is chosen. */

export { look } from '#metadata/look.ts'
export { FileRefused } from '#metadata/metadata-finding.ts'
export { apart, safeName } from '#metadata/safe-name.ts'
export { FileList } from './list.tsx'
export { ready } from './prepare-file.ts'
export { isUploaded, upload, workAhead } from './upload.ts'
