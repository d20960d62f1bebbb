declare module '*/nacl-fast.min.mjs' {
  const nacl: {
    readonly sign: {
      readonly detached: {
        verify(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean
      }
    }
  }
  // biome-ignore lint/style/noDefaultExport: it is how OpenPGP.js gives it
  export default nacl
}
