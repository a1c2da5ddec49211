import { Button } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { ask, useAsk } from '../app/ask.ts'
import { sayBytes } from '../figure/count.ts'
import { Failed } from '../figure/states.tsx'
import { Discover } from './discover.tsx'
import { DrawNew } from './draw-new.tsx'

/** The three ways a journey comes in: a file of events, the events already here, a pen. */
export function Doors({ isNew }: { isNew: boolean }) {
  const { data: status } = useAsk('GET /api/status', {})
  const picker = useRef<HTMLInputElement>(null)
  const company = status?.simulated ?? null
  const { send, take, wrong } = useSending()
  const over = useDrop(take)
  return (
    <section
      className="doors"
      data-over={over || undefined}
      data-new={isNew || undefined}
      aria-label="Bring in a journey"
    >
      <IconUpload size={28} stroke={1.6} color="var(--brand)" aria-hidden />
      {send.isPending ? (
        <div role="status">
          <strong>Sending {send.variables.file.name}</strong>
          <p className="soft">
            {sayBytes(send.variables.file.size)}; nothing is kept until you have seen how it is read.
          </p>
        </div>
      ) : (
        <div>
          <strong>{over ? 'Let go to read it' : 'Drop a file of events'}</strong>
          {isNew && <p>No event is here yet. A minute after you drop a file, you see the path your customers took.</p>}
          <p className="soft">CSV, JSON lines, Parquet, XES, OCEL. You see how it was read before anything is kept.</p>
          {company && (
            <p className="soft">
              To try it: here your events become a journey of their own beside made-up customers. For work, keep them
              apart: <code>npx throughline serve --port 4322</code>.
            </p>
          )}
        </div>
      )}
      <input
        ref={picker}
        type="file"
        hidden
        aria-label="File of events"
        onChange={({ currentTarget }) => {
          take(currentTarget.files)
          currentTarget.value = ''
        }}
      />
      <div className="doors-acts">
        {send.isPending ? (
          <Button variant="default" onClick={() => send.variables.stop.abort()}>
            Stop sending
          </Button>
        ) : (
          <>
            <Button onClick={() => picker.current?.click()}>Choose a file</Button>
            {status && status.events > 0 && <Discover variant="default" />}
            <DrawNew />
          </>
        )}
      </div>
      {wrong && <p className="bad doors-wrong">{wrong}</p>}
      {send.error && !send.variables.stop.signal.aborted && <Failed error={send.error} />}
    </section>
  )
}

/** Sends one file and opens the screen that shows how it is read. */
function useSending() {
  const navigate = useNavigate()
  const [wrong, setWrong] = useState<string | null>(null)
  const send = useMutation({
    mutationFn: ({ file, stop }: { file: File; stop: AbortController }) =>
      ask('POST /api/imports', { query: { name: file.name }, body: file }, stop.signal),
    onSuccess: ({ id }) => navigate({ to: '/import/$import', params: { import: id } }),
  })
  const take = (files: FileList | null) => {
    const [file, ...more] = files ?? []
    setWrong(more.length > 0 ? 'One file at a time: drop them one after the other.' : null)
    if (file && more.length === 0) send.mutate({ file, stop: new AbortController() })
  }
  return { send, take, wrong }
}

/** A file may be dropped anywhere on the screen, not only on the strip. */
function useDrop(take: (files: FileList | null) => void): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    const listening = new AbortController()
    const on = { signal: listening.signal }
    window.addEventListener(
      'dragover',
      (event) => {
        if (!event.dataTransfer?.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      },
      on,
    )
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), on)
    window.addEventListener(
      'drop',
      (event) => {
        event.preventDefault()
        setOver(false)
        latest.current(event.dataTransfer?.files ?? null)
      },
      on,
    )
    return () => listening.abort()
  }, [])
  return over
}
