import { useMutation } from '@tanstack/react-query'
import type { MapAnswer } from '../../../api/contract.ts'
import { ask } from '../../app/ask.ts'
import { sayInstant } from '../../figure/date.ts'
import { Failed } from '../../figure/states.tsx'

/** Brings the text of an older version into the editor; saving it makes it the newest. */
export function VersionChoice({ answer, onText }: { answer: MapAnswer; onText: (text: string) => void }) {
  const fetchText = useMutation({
    mutationFn: (version: string) => ask('GET /api/maps/:map', { params: { map: answer.id }, query: { version } }),
    onSuccess: ({ text }) => onText(text),
  })
  return (
    <>
      <label className="text-versions">
        Start from
        <select
          key={answer.version}
          defaultValue={answer.version}
          onChange={({ currentTarget }) => fetchText.mutate(currentTarget.value)}
        >
          {answer.versions.map(({ version, at, note }) => (
            <option key={version} value={version}>
              version {version} · {sayInstant(at)}
              {note && ` · ${note}`}
            </option>
          ))}
        </select>
      </label>
      {fetchText.error && <Failed error={fetchText.error} />}
    </>
  )
}
