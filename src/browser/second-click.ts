/**
 * The second click of a double click is meant for what the first one was on. Where that led to another screen, it would
 * press whatever stands there in its place, so nobody hears it. Imported first by each page.
 */
let first: EventTarget | null = null

window.addEventListener(
  'click',
  (event) => {
    if (event.detail < 2) first = event.target
    else if (first instanceof Node && !first.isConnected) {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
  },
  { capture: true },
)
