import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Change } from '../../insight/whatif/answers.ts'
import { sayPercent } from '../figure/share.ts'
import type { StepNames } from '../variants/names.ts'
import type { Ground } from './ground.ts'

type Kind = Change['kind']
const kinds = {
  keep: 'Keep a promise',
  shorten: 'Shorten a wait',
  remove: 'Remove a step',
  enlarge: 'Enlarge a team',
} satisfies Record<Kind, string>

interface Draft {
  kind: Kind
  step: string
  to: string
  by: string
  most: string
  how: 'by' | 'most'
  team: string
  more: string
  of: string
  goOn: boolean
}

/** One change, chosen on the map's steps. */
export function ChangeForm({ known, names, add }: { known: Ground; names: StepNames; add: (change: Change) => void }) {
  const possible = kindsOf(known)
  const [draft, setDraft] = useState<Draft>(() => fresh(possible[0] ?? 'shorten', known))
  const set = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch })
  const change = changeOf(draft)
  return (
    <form
      className="wi-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (change) add(change)
      }}
    >
      <Field label="Change">
        <select
          value={draft.kind}
          onChange={({ currentTarget }) => {
            const kind = possible.find((one) => one === currentTarget.value)
            if (kind) setDraft(fresh(kind, known))
          }}
        >
          {possible.map((kind) => (
            <option key={kind} value={kind}>
              {kinds[kind]}
            </option>
          ))}
        </select>
      </Field>
      <Details draft={draft} set={set} known={known} names={names} />
      <Button type="submit" size="xs" disabled={change === null}>
        Add this change
      </Button>
    </form>
  )
}

function kindsOf(known: Ground): readonly Kind[] {
  const all: readonly Kind[] = ['keep', 'shorten', 'remove', 'enlarge']
  return all.filter(
    (kind) => (kind !== 'keep' || known.promising.length > 0) && (kind !== 'enlarge' || known.teams.length > 0),
  )
}

function fresh(kind: Kind, known: Ground): Draft {
  const step =
    kind === 'keep'
      ? (known.promising[0]?.step ?? '')
      : kind === 'shorten'
        ? (known.slowest ?? '')
        : (known.steps.find((one) => !known.good.includes(one)) ?? '')
  const team = known.teams[0]?.id ?? ''
  return { kind, step, to: '', by: '50', most: '1 day', how: 'by', team, more: '1', of: '', goOn: false }
}

function changeOf({ kind, step, to, by, most, how, team, more, of, goOn }: Draft): Change | null {
  const given = goOn ? { goOn } : {}
  switch (kind) {
    case 'keep':
    case 'remove':
      return step === '' ? null : { kind, step, ...given }
    case 'shorten': {
      const where = { kind, step, ...(to === '' ? {} : { to }) }
      if (how === 'most') return most.trim() === '' ? null : { ...where, most: most.trim() }
      return Number(by) > 0 && Number(by) <= 100 ? { ...where, by: Number(by) / 100 } : null
    }
    case 'enlarge':
      return Number(more) > 0 && team !== ''
        ? { kind, team, more: Number(more), ...(Number(of) > 0 ? { of: Number(of) } : {}) }
        : null
  }
}

interface DetailsProps {
  draft: Draft
  set: (patch: Partial<Draft>) => void
  known: Ground
  names: StepNames
}

function Details({ draft, set, known, names }: DetailsProps) {
  switch (draft.kind) {
    case 'keep':
      return (
        <>
          <Field label="Promise of">
            <select value={draft.step} onChange={({ currentTarget }) => set({ step: currentTarget.value })}>
              {known.promising.map(({ step, kept }) => (
                <option key={step} value={step}>
                  {names.title(step)}
                  {kept === null ? '' : ` (kept ${sayPercent(kept)})`}
                </option>
              ))}
            </select>
          </Field>
          <Stay draft={draft} set={set} says="Nobody leaves right after it, waiting" />
        </>
      )
    case 'remove':
      return (
        <>
          <Steps
            label="Step"
            value={draft.step}
            set={(step) => set({ step })}
            steps={known.steps.filter((step) => !known.good.includes(step))}
            names={names}
          />
          <Stay draft={draft} set={set} says="Nobody leaves there" />
        </>
      )
    case 'shorten':
      return <Shorten draft={draft} set={set} known={known} names={names} />
    case 'enlarge':
      return (
        <>
          <Field label="Team">
            <select value={draft.team} onChange={({ currentTarget }) => set({ team: currentTarget.value })}>
              {known.teams.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </Field>
          <div className="wi-pair">
            <Field label="More people">
              <input
                inputMode="decimal"
                value={draft.more}
                onChange={({ currentTarget }) => set({ more: currentTarget.value })}
              />
            </Field>
            <Field label="Beside, if you know">
              <input
                inputMode="decimal"
                value={draft.of}
                placeholder="8"
                onChange={({ currentTarget }) => set({ of: currentTarget.value })}
              />
            </Field>
          </div>
        </>
      )
  }
}

function Shorten({ draft, set, known, names }: DetailsProps) {
  return (
    <>
      <Steps label="After" value={draft.step} set={(step) => set({ step })} steps={known.steps} names={names} />
      <Steps
        label="To"
        value={draft.to}
        set={(to) => set({ to })}
        steps={known.steps}
        names={names}
        none="whichever comes next"
      />
      <div className="wi-pair">
        <Field label="How">
          <select
            value={draft.how}
            onChange={({ currentTarget }) => set({ how: currentTarget.value === 'most' ? 'most' : 'by' })}
          >
            <option value="by">shorter by, %</option>
            <option value="most">at most</option>
          </select>
        </Field>
        {draft.how === 'by' ? (
          <Field label="Per cent">
            <input
              inputMode="decimal"
              value={draft.by}
              onChange={({ currentTarget }) => set({ by: currentTarget.value })}
            />
          </Field>
        ) : (
          <Field label="Time">
            <input
              value={draft.most}
              placeholder="2 days"
              onChange={({ currentTarget }) => set({ most: currentTarget.value })}
            />
          </Field>
        )}
      </div>
    </>
  )
}

interface StepsProps {
  label: string
  value: string
  set: (step: string) => void
  steps: readonly string[]
  names: StepNames
  none?: string
}

function Steps({ label, value, set, steps, names, none }: StepsProps) {
  return (
    <Field label={label}>
      <select value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {steps.map((step) => (
          <option key={step} value={step}>
            {names.title(step)}
          </option>
        ))}
      </select>
    </Field>
  )
}

function Stay({ draft, set, says }: { draft: Draft; set: (patch: Partial<Draft>) => void; says: string }) {
  return (
    <label className="wi-switch">
      <input
        type="checkbox"
        checked={draft.goOn}
        onChange={({ currentTarget }) => set({ goOn: currentTarget.checked })}
      />
      <span>{says}</span>
    </label>
  )
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="wi-field">
      <span>{label}</span>
      {children}
    </label>
  )
}
