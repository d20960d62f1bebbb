declare module '*?worker&url' {
  /** The address of the built worker, on our own origin. */
  const address: string
  // biome-ignore lint/style/noDefaultExport: it is how Vite gives it
  export default address
}
declare module '*.css'
