/**
 * A key that an input method takes for itself is no key of ours: Escape there closes a list of characters, Enter picks
 * one. Safari says that the composing is over before it sends that key, and tells it by its code 229 alone. Imported
 * first by each page, so that no handler hears such a key, our own or a library's.
 */
function isComposing({ isComposing, keyCode }: KeyboardEvent): boolean {
  return isComposing || keyCode === 229
}

window.addEventListener(
  'keydown',
  (event) => {
    if (isComposing(event)) event.stopImmediatePropagation()
  },
  { capture: true },
)
