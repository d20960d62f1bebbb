import { parentPort, workerData } from 'node:worker_threads'
import { FileRefused } from '#metadata/metadata-finding.ts'
import { strip } from '#metadata/strip.ts'

/** Cleans a file in the memory that whoever started this gives it; reports how large the copy is, or why there is none. */
const { kind, bytes } = workerData
strip(kind, bytes).then(
  (copy) => parentPort?.postMessage(copy.bytes.length),
  (error) => parentPort?.postMessage(error instanceof FileRefused ? error.why : 'failed'),
)
