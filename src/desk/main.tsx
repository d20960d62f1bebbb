import '#browser/composing.ts'
import '#browser/no-eval.ts'
import '#browser/second-click.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startKeyWorker } from './key-worker/client.ts'
import './theme/desk.css'
import './theme/queue.css'
import './theme/case.css'
import './theme/link.css'
import './theme/names.css'
import './theme/narrow.css'
import { apiClient } from './http/api.ts'
import { DeskPage } from './screens/desk-page.tsx'

const room = document.getElementById('desk')
if (room !== null) {
  const api = apiClient(window.fetch.bind(window))
  createRoot(room).render(
    <StrictMode>
      <DeskPage api={api} keyWorker={startKeyWorker()} />
    </StrictMode>,
  )
}
