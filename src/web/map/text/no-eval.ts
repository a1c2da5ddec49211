import { config } from 'zod'

// The server lets the page run no code made from text; zod would try to, and the browser would log an error. Imported first: schemas decide when they are made.
config({ jitless: true })
