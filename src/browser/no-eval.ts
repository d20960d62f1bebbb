import { config } from 'zod'

// Imported before any schema is made: schemas compiled from text would need a policy that lets text become script.
config({ jitless: true })
