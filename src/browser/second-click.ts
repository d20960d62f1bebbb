/**
 * The second click of a double click is meant for what the first one was on, as it was then. Where that led to another
 * screen, a dialog in front or another button in its place, it would press whatever is there now, so nobody hears it.
 * Imported first by each page.
 */
let first: { readonly pressed: Element; readonly words: string } | null = null

/** What a click on it presses: a label stands for its field, a picture for the button it is in. */
function pressedBy(target: EventTarget | null): Element | null {
  if (!(target instanceof Element)) return null
  const control = target.closest('a, button, input, label, select, summary, textarea')
  return (control instanceof HTMLLabelElement ? control.control : null) ?? control ?? target
}

window.addEventListener(
  'click',
  (event) => {
    const pressed = pressedBy(event.target)
    if (event.detail < 2) first = pressed && { pressed, words: pressed.textContent }
    else if (
      pressed === null ||
      first?.pressed !== pressed ||
      first.words !== pressed.textContent
    ) {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
  },
  { capture: true },
)
