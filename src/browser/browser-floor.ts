/** The oldest browsers that the page and the desk are built for: spring 2023. `docs/operations.md` says the same. */
export const BROWSER_FLOOR = { Safari: '16.4', Firefox: '115', Chrome: '111' } as const
