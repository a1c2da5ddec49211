import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, ask, useAsk } from '../app/ask.ts'
import { sayMany } from '../figure/count.ts'
import { sayDate } from '../figure/date.ts'
import { Failed } from '../figure/states.tsx'

type CustomerAnswer = AnswerOf<'GET /api/customers/:customer'>
type CustomerId = CustomerAnswer['ids'][number]

/** Who the customer is and how that is known; what is not theirs can be set apart, and given back. */
export function Who({ customer }: { customer: string }) {
  const { data, error, refetch } = useAsk('GET /api/customers/:customer', { params: { customer } })
  if (error) return <Failed error={error} again={refetch} />
  if (!data) return null
  return (
    <section className="case-who" aria-label="Who it is">
      <h2>Who it is</h2>
      <Ids answer={data} />
      <Traits traits={data.traits} />
      <Accounts accounts={data.accounts} />
    </section>
  )
}

const stateWords: Readonly<Record<CustomerId['state'], string>> = {
  own: 'this customer’s',
  shared: 'shared: seen with too many customers, so it joins nobody',
  apart: 'set apart by a member',
  other: 'another customer’s, or of a kind that joins nobody',
}

function Ids({ answer: { id: name, ids, changes } }: { answer: CustomerAnswer }) {
  const client = useQueryClient()
  const deciding = useMutation({
    mutationFn: ({ id, state }: CustomerId) =>
      state === 'apart'
        ? ask('POST /api/identities/given-back', { body: { id } })
        : ask('POST /api/identities/apart', { body: { id } }),
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <>
      <table className="who-table">
        <thead>
          <tr>
            <th scope="col">Known as</th>
            <th scope="col">Kind</th>
            <th scope="col">Events</th>
            <th scope="col">First and last seen</th>
            <th scope="col">Is</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {ids.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.value}</th>
              <td>{one.kind}</td>
              <td className="number">{one.events}</td>
              <td>
                {sayDate(one.first) === sayDate(one.last)
                  ? sayDate(one.first)
                  : `${sayDate(one.first)} – ${sayDate(one.last)}`}
              </td>
              <td>{stateWords[one.state]}</td>
              <td>
                {((one.state === 'own' && one.id !== name) || one.state === 'apart') && (
                  <button
                    type="button"
                    className="deed quiet"
                    disabled={deciding.isPending}
                    onClick={() => deciding.mutate(one)}
                  >
                    {one.state === 'apart' ? 'Give it back' : 'Set it apart'}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {deciding.error && <Failed error={deciding.error} again={deciding.reset} />}
      {changes.length > 0 && (
        <details>
          <summary>How they came together</summary>
          <ul>
            {changes.map((change) => (
              <li key={`${change.at} ${change.id} ${change.became}`}>
                {sayDate(change.at)}: {change.id} was {change.was}, became {change.became}, because {change.because}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Traits({ traits }: Pick<CustomerAnswer, 'traits'>) {
  if (traits.length === 0) return null
  return (
    <table className="who-table">
      <thead>
        <tr>
          <th scope="col">Trait</th>
          <th scope="col">Value</th>
          <th scope="col">Since</th>
          <th scope="col">Said by</th>
        </tr>
      </thead>
      <tbody>
        {traits.map(({ name, value, at, source, before }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              {value}
              {before > 0 && <small> after {sayMany(before, 'other value')}</small>}
            </td>
            <td>{sayDate(at)}</td>
            <td>{source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Accounts({ accounts }: Pick<CustomerAnswer, 'accounts'>) {
  return accounts.map(({ account, since, customers, others }) => (
    <p key={account}>
      Of the account <b>{account}</b> since {sayDate(since)}, with {sayMany(customers - 1, 'other customer')}
      {others.length > 0 && `: ${others.join(', ')}${customers - 1 > others.length ? '…' : ''}`}
    </p>
  ))
}
