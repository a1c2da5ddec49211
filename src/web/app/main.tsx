import { MantineProvider } from '@mantine/core'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './base.css'
import './mantine.css'
import './tokens.css'
import './shell.css'
import '../figure/figure.css'
import { ProblemError } from './ask.ts'
import { router } from './router.tsx'
import { cssVariables, theme } from './theme.ts'

// A refusal will not change by asking again; only a server that was not there is worth a second try.
const client: QueryClient = new QueryClient({
  // A session that has ended is noticed by whichever question comes first; then the door is shown.
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof ProblemError && error.problem.code === 'sign-in-needed')
        void client.invalidateQueries({ queryKey: ['GET /api/me'] })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 1 && error instanceof ProblemError && error.problem.status === 0,
    },
  },
})

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no element with the id "root"')
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
