import type { Profile, Proposal } from '../../api/contract.ts'
import { sayPercent } from '../figure/share.ts'
import {
  assign,
  rateAs,
  type ScoreKind,
  scoreKinds,
  takenFor,
  timeUnit,
  type Unit,
  type Use,
  units,
  uses,
  useWords,
} from './profile-edit.ts'

interface ColumnTableProps {
  proposal: Proposal
  /** as the file was first read: its reasons hold for what nobody has changed */
  first: Proposal
  profile: Profile
  edit: (profile: Profile) => void
}

/** Each column of the file: what stands in it, what it is taken for, why. */
export function ColumnTable({ proposal, first, profile, edit }: ColumnTableProps) {
  return (
    <table className="columns">
      <caption className="spoken">Columns of the file and what they are taken for</caption>
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">For example</th>
          <th scope="col" className="number">
            Filled
          </th>
          <th scope="col">Taken for</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {proposal.columns.map((column) => {
          const use = takenFor(profile, column.name)
          return (
            <tr key={column.name} data-use={use === 'property' || use === 'ignore' ? 'plain' : 'field'}>
              <th scope="row">{column.name}</th>
              <td className="columns-examples">
                {column.examples.slice(0, 3).map((example) => (
                  <span key={example} title={example}>
                    {example}
                  </span>
                ))}
              </td>
              <td className="number">{sayPercent(column.filled)}</td>
              <td>
                <UseChoice column={column.name} profile={profile} edit={edit} use={use} />
              </td>
              <td className="soft">
                {takenFor(first.profile, column.name) === use ? whyOf(first, column) : 'you chose it'}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function whyOf(first: Proposal, column: Proposal['columns'][number]): string {
  return first.columns.find(({ name }) => name === column.name)?.why ?? column.why
}

interface UseChoiceProps {
  column: string
  use: Use
  profile: Profile
  edit: (profile: Profile) => void
}

function UseChoice({ column, use, profile, edit }: UseChoiceProps) {
  return (
    <span className="columns-use">
      <Choice
        label={`${column} is taken for`}
        value={use}
        options={useWords}
        order={uses}
        choose={(chosen) => edit(assign(profile, column, chosen))}
      />
      {use === 'score' && profile.fields.score && (
        <Choice<ScoreKind>
          label={`Scale of ${column}`}
          value={profile.fields.score.kind}
          options={scoreKinds}
          order={['nps', 'csat', 'ces']}
          choose={(kind) => edit(rateAs(profile, kind))}
        />
      )}
      {use === 'at' && typeof profile.fields.at === 'object' && (
        <Choice<Unit>
          label={`Unit of ${column}`}
          value={profile.fields.at.unit}
          options={units}
          order={['s', 'ms', 'us', 'ns']}
          choose={(unit) => edit(timeUnit(profile, unit))}
        />
      )}
    </span>
  )
}

interface ChoiceProps<Value extends string> {
  label: string
  value: Value
  options: Readonly<Record<Value, string>>
  order: readonly Value[]
  choose: (value: Value) => void
}

function Choice<Value extends string>({ label, value, options, order, choose }: ChoiceProps<Value>) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = order.find((one) => one === currentTarget.value)
        if (chosen !== undefined) choose(chosen)
      }}
    >
      {order.map((one) => (
        <option key={one} value={one}>
          {options[one]}
        </option>
      ))}
    </select>
  )
}
