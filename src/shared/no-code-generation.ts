import { z } from 'zod'

// The window's content policy forbids making code from strings, which zod tries for speed and then reports as a fault.
z.config({ jitless: true })
