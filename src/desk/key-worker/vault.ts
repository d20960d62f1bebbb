/*
 * IndexedDB store of the desk: the officer's locked private key and the pinned root key. Nothing else of the desk is
 * stored in the browser.
 */

export interface LockedKey {
  /** Armored, locked with Argon2id. */
  readonly locked: string
  readonly fingerprint: string
}

export interface RootPin {
  readonly fingerprint: string
  /** Version of the newest roster seen; older rosters are refused, so that a removed officer stays removed. */
  readonly version: number
  /** Hash of that snapshot; absent where it was pinned by an earlier version of the desk. */
  readonly head?: string
}

interface StoredItems {
  key: LockedKey
  root: RootPin
}

export async function get<Name extends keyof StoredItems>(
  name: Name,
): Promise<StoredItems[Name] | null> {
  return (
    (await act<StoredItems[Name] | undefined>('readonly', (drawer) => drawer.get(name))) ?? null
  )
}

export async function put<Name extends keyof StoredItems>(
  name: Name,
  value: StoredItems[Name],
): Promise<void> {
  await act('readwrite', (drawer) => drawer.put(value, name))
}

export async function remove(name: keyof StoredItems): Promise<void> {
  await act('readwrite', (drawer) => drawer.delete(name))
}

async function act<Value>(
  mode: IDBTransactionMode,
  work: (drawer: IDBObjectStore) => IDBRequest,
): Promise<Value> {
  const vault = await settled<IDBDatabase>(opening())
  try {
    return await settled<Value>(work(vault.transaction('kept', mode).objectStore('kept')))
  } finally {
    vault.close()
  }
}

function opening(): IDBOpenDBRequest {
  const request = indexedDB.open('aside-desk', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('kept')
  return request
}

function settled<Value>(request: IDBRequest): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as Value)
    request.onerror = () => reject(request.error)
  })
}
