import './composing.ts'
import './no-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startKeeper } from './keeper/keeper.ts'
import './look/desk.css'
import './look/queue.css'
import './look/case.css'
import './look/link.css'
import './look/names.css'
import './look/narrow.css'
import { apiOver } from './reach/api.ts'
import { DeskPage } from './screens/desk-page.tsx'

const room = document.getElementById('desk')
if (room !== null) {
  const api = apiOver(window.fetch.bind(window))
  createRoot(room).render(
    <StrictMode>
      <DeskPage api={api} keeper={startKeeper()} />
    </StrictMode>,
  )
}
