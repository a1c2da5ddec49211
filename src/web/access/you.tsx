import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, useAsk } from '../app/ask.ts'
import { sayDate } from '../figure/date.ts'
import { Failed, Loading } from '../figure/states.tsx'
import { Field } from './field.tsx'
import { roleWords } from './role-words.ts'
import { useMe } from './use-me.ts'

export function You() {
  const { data: me, error, refetch } = useMe()
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!me?.member) return <Loading what="who you are" />
  const { name, email, role, partner } = me.member
  return (
    <div className="account">
      <section aria-labelledby="you">
        <h2 id="you">
          {name}
          {email !== null && <span className="soft"> · {email}</span>}
        </h2>
        <p>
          {partner === null ? `You are ${role === 'viewer' ? 'a' : 'an'} ${role}` : `You are the partner ${partner}`}:
          this role {roleWords[role]}.
        </p>
        {me.demo ? (
          <p className="soft">
            The demo is seen from its own machine, so it signs you in by itself. With your own events people sign in:
            npx throughline serve.
          </p>
        ) : (
          <SignOut />
        )}
      </section>
      {email !== null && <Password />}
      {email !== null && <Keys />}
    </div>
  )
}

function SignOut() {
  const leave = useMutation({
    mutationFn: () => ask('POST /api/sign-out', {}),
    onSuccess: () => location.replace('/'),
  })
  return (
    <>
      <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
        Sign out
      </Button>
      {leave.error && <Failed error={leave.error} />}
    </>
  )
}

function Password() {
  const change = useMutation({
    mutationFn: (body: { old: string; password: string }) => ask('PUT /api/me/password', { body }),
  })
  return (
    <section aria-labelledby="password">
      <h2 id="password">Password</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          change.mutate({ old: String(form.get('old')), password: String(form.get('password')) })
          event.currentTarget.reset()
        }}
      >
        <Field label="The one you have" name="old" type="password" autoComplete="current-password" />
        <Field
          label="A new one, 12 characters or more"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={12}
        />
        <Button type="submit" variant="default" loading={change.isPending}>
          Change it
        </Button>
      </form>
      {change.isSuccess && <p role="status">It is changed; every other browser is signed out.</p>}
      {change.error && <Failed error={change.error} />}
    </section>
  )
}

const list = 'GET /api/me/keys'

/** Keys with which one's own programs ask, as oneself. */
function Keys() {
  const client = useQueryClient()
  const { data, error, refetch } = useAsk(list, {})
  const [made, setMade] = useState<string | null>(null)
  const fresh = () => client.invalidateQueries({ queryKey: [list] })
  const make = useMutation({
    mutationFn: (title: string) => ask('POST /api/me/keys', { body: { title, days: 365 } }),
    onSuccess: ({ key }) => {
      setMade(key)
      return fresh()
    },
  })
  const revoke = useMutation({
    mutationFn: (key: string) => ask('DELETE /api/me/keys/:key', { params: { key } }),
    onSuccess: fresh,
  })
  const failed = error ?? make.error ?? revoke.error
  const inUse = data?.keys.filter((key) => key.revoked === null) ?? []
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">Keys of your programs</h2>
      <p className="soft">
        A program that sends <code>Authorization: Bearer KEY</code> asks as you, for a year. Systems that send events
        have write keys instead: npx throughline key create.
      </p>
      {made !== null && (
        <p className="told-once" role="status">
          It is shown this once: <code>{made}</code>
        </p>
      )}
      {inUse.length > 0 && (
        <table className="members">
          <thead>
            <tr>
              <th scope="col">For</th>
              <th scope="col">Begins with</th>
              <th scope="col">Until</th>
              <th scope="col">
                <span className="spoken">Revoke</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {inUse.map(({ id, title, hint, expires }) => (
              <tr key={id}>
                <th scope="row">{title}</th>
                <td>{hint}</td>
                <td>{expires === null ? 'revoked' : sayDate(expires)}</td>
                <td>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`Revoke the key ${title}`}
                    onClick={() => revoke.mutate(id)}
                  >
                    Revoke
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate(String(new FormData(event.currentTarget).get('title')))
          event.currentTarget.reset()
        }}
      >
        <Field label="What it is for" name="title" type="text" autoComplete="off" placeholder="Monthly report" />
        <Button type="submit" variant="default" loading={make.isPending}>
          Make a key
        </Button>
      </form>
      {failed && <Failed error={failed} again={() => void refetch()} />}
    </section>
  )
}
