import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportState, Profile, Proposal } from '../../api/contract.ts'
import { ask, queryOf } from '../app/ask.ts'
import { sayMany } from '../figure/count.ts'
import { Failed } from '../figure/states.tsx'
import { BroughtBefore } from './brought-before.tsx'
import { ColumnTable } from './column-table.tsx'
import { forPage } from './page-words.ts'
import { Preview } from './preview.tsx'
import { ReadingOptions } from './reading-options.tsx'

/** How the file would be read, to be corrected: each change is tried on its first rows at once. */
export function Mapping({ state }: { state: ImportState }) {
  const { proposal } = state
  const { draft, edit, propose } = useDraft(state)
  const { start, leave } = useFate(state)
  const open = openQuestions(proposal, draft)
  const [first] = useState(proposal)
  const [replaces, setReplaces] = useState(false)
  return (
    <div className="mapping">
      {open.length > 0 && (
        <section className="mapping-open" role="status">
          <h2>{sayMany(open.length, 'question')} before this can be read</h2>
          <ul>
            {open.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </section>
      )}
      {propose.error && <Failed error={propose.error} again={() => propose.mutate(draft)} />}
      <ReadingOptions proposal={proposal} profile={draft} edit={edit} />
      <ColumnTable proposal={proposal} first={first} profile={draft} edit={edit} />
      {isCaseless(draft) && (
        <p className="mapping-note">
          No column is taken for the case, so each customer is one case: everything one customer did is one passage.
        </p>
      )}
      <Preview sample={proposal.sample} busy={propose.isPending} />
      {state.earlier > 0 && <BroughtBefore state={state} replaces={replaces} change={setReplaces} />}
      {start.error && <Failed error={start.error} />}
      {leave.error && <Failed error={leave.error} />}
      <div className="mapping-foot">
        <p className="soft">
          {open.length > 0
            ? `Waits for an answer: ${open.join(' ')}`
            : 'A row that cannot be read is refused with its reason; it never stops the rest.'}
        </p>
        <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
          Leave it
        </Button>
        <Button
          disabled={open.length > 0 || propose.isPending}
          loading={start.isPending}
          onClick={() => start.mutate({ profile: draft, replace: replaces })}
        >
          {replaces ? 'Take out and bring it in' : 'Bring it in'}
        </Button>
      </div>
    </div>
  )
}

/**
 * What the server asks, in the page's words, and what it takes for granted to show the first rows although nobody said it:
 * a guess is not an answer.
 */
function openQuestions({ questions, needsZone, assumed }: Proposal, { zone, fields }: Profile): readonly string[] {
  const asks = (about: RegExp) => questions.some((question) => about.test(question))
  const guessed = needsZone || assumed.some(({ field }) => field === 'zone')
  const hasName = fields.name !== undefined
  return [
    ...questions.map(forPage),
    ...(guessed && zone === undefined && !asks(/zone/i) ? ['Which zone are the times in? The file does not say.'] : []),
    ...(hasName || asks(/what happened|names? the event/i) ? [] : ['What happened? No column names the event.']),
  ]
}

function isCaseless({ fields }: Profile): boolean {
  return fields.case === undefined && fields.customer !== undefined
}

/** The profile under the hand. The server reads the first rows by it again; its answer is kept, and shown, as the import's state. */
function useDraft(state: ImportState) {
  const keep = useKeep(state.id)
  const [draft, setDraft] = useState<Profile>(() => withoutGuess(state.proposal))
  const propose = useMutation({
    // one after the other: what is shown must be the answer to the last choice
    scope: { id: `propose ${state.id}` },
    mutationFn: (profile: Profile) =>
      ask('POST /api/imports/:import/propose', { params: { import: state.id }, body: { profile } }),
    onSuccess: keep,
  })
  const edit = (profile: Profile) => {
    setDraft(profile)
    propose.mutate(profile)
  }
  return { draft, edit, propose }
}

/** The zone stays open until a person names one; without it the server reads the first rows by its guess again. */
function withoutGuess({ profile, assumed }: Proposal): Profile {
  if (!assumed.some(({ field }) => field === 'zone')) return profile
  const { zone: _, ...rest } = profile
  return rest
}

function useFate(state: ImportState) {
  const keep = useKeep(state.id)
  const navigate = useNavigate()
  const params = { import: state.id }
  const start = useMutation({
    mutationFn: (body: { profile: Profile; replace: boolean }) =>
      ask('POST /api/imports/:import/start', { params, body }),
    onSuccess: keep,
  })
  const leave = useMutation({
    mutationFn: () => ask('DELETE /api/imports/:import', { params }),
    onSuccess: () => navigate({ to: '/' }),
  })
  return { start, leave }
}

export function useKeep(id: string): (state: ImportState) => void {
  const client = useQueryClient()
  return (state) => {
    client.setQueryData(queryOf('GET /api/imports/:import', { params: { import: id } }).queryKey, state)
  }
}
