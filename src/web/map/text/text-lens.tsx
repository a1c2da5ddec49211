import './no-eval.ts'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { MapAnswer } from '../../../api/contract.ts'
import { parseMap, placeOf } from '../../../map/index.ts'
import { ask } from '../../app/ask.ts'
import { usePrinting } from '../../app/use-printing.ts'
import { sayMany } from '../../figure/count.ts'
import { Failed } from '../../figure/states.tsx'
import { Grid } from '../grid/grid.tsx'
import type { LaneHandle } from '../lanes/use-lanes.ts'
import type { MapModel } from '../model.ts'
import type { OverlayShown } from '../overlays/overlay.tsx'
import { Editor, type EditorHandle } from './editor.tsx'
import { type Note, Notes } from './notes.tsx'
import { VersionChoice } from './version-choice.tsx'

export interface TextLensProps {
  readonly answer: MapAnswer
  readonly model: MapModel
  readonly overlay: OverlayShown
  readonly width: number
  readonly selected: string | undefined
}

/** No lanes under the columns: the text stands in their place. */
const noLanes: LaneHandle = {
  lanes: [],
  wordsOf: (lane) => ({ title: lane, unit: '', empty: '' }),
  fills: () => 0,
  isChanged: false,
  fold: () => {},
  foldAll: () => {},
  move: () => 0,
  putBefore: () => {},
  reset: () => {},
}

/** The document itself under the same columns: read, written, and judged as it is typed by the parser that guards the store. */
export function TextLens({ answer, model, overlay, width, selected }: TextLensProps) {
  const { text, setText, isOvertaken } = useDraft(answer)
  const [note, setNote] = useState('')
  const editor = useRef<EditorHandle>(null)
  const deferred = useDeferredValue(text)
  const parsed = useMemo(() => parseMap(deferred), [deferred])
  const save = useSave(answer.id, () => setNote(''))
  const isChanged = text !== answer.text
  const notes = parsed.ok ? (isChanged ? [] : answer.findings.map(findingNote)) : parsed.problems.map(problemNote)
  const goTo = (step: string | undefined) => {
    if (!parsed.ok || step === undefined) return
    const path = parsed.map.phases.flatMap((phase, p) =>
      phase.steps.flatMap((one, s) => (one.id === step ? [`phases[${p}].steps[${s}]`] : [])),
    )[0]
    if (path) editor.current?.goTo(placeOf(parsed.lines, path).line)
  }
  const isPrinting = usePrinting()
  if (isPrinting) return <pre className="text-printed">{text}</pre>
  return (
    <div className="text-lens">
      <div className="text-columns">
        <Grid model={model} overlay={overlay} lanes={noLanes} width={width} selected={selected} onSelect={goTo} />
      </div>
      <div className="text-room">
        <Editor ref={editor} text={text} onChange={setText} marked={notes} label={`The text of ${model.map.title}`} />
        <div className="text-side">
          <VersionChoice answer={answer} onText={setText} />
          <form
            className="text-save"
            onSubmit={(event) => {
              event.preventDefault()
              save.mutate({ text, note })
            }}
          >
            <label>
              What changed
              <input value={note} maxLength={200} onChange={({ currentTarget }) => setNote(currentTarget.value)} />
            </label>
            <div className="text-deeds">
              <Button type="submit" size="xs" disabled={!isChanged || !parsed.ok} loading={save.isPending}>
                Save as version {answer.version + 1}
              </Button>
              <Button size="xs" variant="default" disabled={!isChanged} onClick={() => setText(answer.text)}>
                Discard
              </Button>
            </div>
            <p className="soft" role="status">
              {saySituation(answer.version, isChanged, parsed.ok ? 0 : parsed.problems.length)}
              {isOvertaken &&
                isChanged &&
                ` Version ${answer.version} was saved meanwhile; saving puts yours after it.`}
            </p>
          </form>
          {save.error && <Failed error={save.error} />}
          <Notes notes={notes} goTo={(line) => editor.current?.goTo(line)} isClean={parsed.ok} />
        </div>
      </div>
    </div>
  )
}

/** What is being written. A version saved elsewhere is taken in where nothing was changed here, and never overwrites what was. */
function useDraft(answer: MapAnswer) {
  const [text, setText] = useState(answer.text)
  const [base, setBase] = useState(answer)
  const [isOvertaken, setOvertaken] = useState(false)
  if (base.version !== answer.version) {
    setBase(answer)
    setOvertaken(text !== base.text && text !== answer.text)
    if (text === base.text) setText(answer.text)
  }
  return { text, setText, isOvertaken }
}

function saySituation(version: number, isChanged: boolean, problems: number): string {
  if (problems > 0) return `${sayMany(problems, 'problem')} to put right before it can be saved.`
  return isChanged ? 'Changed, not saved.' : `As it is stored, version ${version}.`
}

function useSave(map: string, then: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ text, note }: { text: string; note: string }) =>
      ask('PUT /api/maps/:map', { params: { map }, body: { text, ...(note !== '' && { note }) } }),
    onSuccess: async () => {
      then()
      await client.invalidateQueries({
        predicate: ({ queryKey: [route] }) => String(route).startsWith('GET /api/maps'),
      })
    },
  })
}

function problemNote({
  line,
  column,
  says,
  remedy,
}: {
  line: number
  column: number
  says: string
  remedy: string
}): Note {
  return { line, column, says, remedy, severity: 'error' }
}

function findingNote({ line, says, remedy, severity }: MapAnswer['findings'][number]): Note {
  return { line, column: null, says, remedy, severity }
}
