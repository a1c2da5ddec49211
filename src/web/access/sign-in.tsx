import './access.css'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect } from 'react'
import type { Me } from '../../api/contract.ts'
import { ask } from '../app/ask.ts'
import { Failed } from '../figure/states.tsx'
import { Field } from './field.tsx'
import type { OpenedLink } from './link.ts'

/** The way in: by a password, by the account one has elsewhere, or by a one-time link, which sets the password. */
export function SignIn({ me, link }: { me: Me; link: OpenedLink | null }) {
  const title = link === null ? 'Sign in' : link.kind === 'first' ? 'Become the first admin' : 'Choose your password'
  useEffect(() => {
    document.title = `${title} · Throughline`
  }, [title])
  return (
    <main id="main" className="door">
      <div className="door-card">
        <img src="/mark.svg" alt="" width="36" height="36" />
        <h1>{title}</h1>
        {link !== null ? <LinkForm link={link} /> : me.first ? <NobodyYet /> : <PasswordForm me={me} />}
      </div>
    </main>
  )
}

function NobodyYet() {
  return (
    <>
      <p>Nobody can sign in yet. The server wrote a link for its first admin into a file of its data folder:</p>
      <p>
        <code>access/first-sign-in</code>
      </p>
      <p className="soft">
        Who may read that file opens the link, once, within a day. A restart of the server makes a new one.
      </p>
    </>
  )
}

function PasswordForm({ me }: { me: Me }) {
  const sign = useMutation({
    mutationFn: (body: { email: string; password: string }) => ask('POST /api/sign-in', { body }),
    onSuccess: enter,
  })
  const begin = (form: FormData) => sign.mutate({ email: textOf(form, 'email'), password: textOf(form, 'password') })
  return (
    <>
      <form onSubmit={(event) => submitted(event, begin)}>
        <Field label="Email address" name="email" type="email" autoComplete="username" />
        <Field label="Password" name="password" type="password" autoComplete="current-password" />
        <Button type="submit" loading={sign.isPending}>
          Sign in
        </Button>
      </form>
      {sign.error && <Failed error={sign.error} />}
      {me.providers.map(({ id, title }) => (
        <Button key={id} variant="default" component="a" href={`/api/sign-in/oidc/${id}`}>
          Sign in with {title}
        </Button>
      ))}
      {new URLSearchParams(location.search).has('error') && (
        <p className="bad" role="alert">
          That account opens nothing here. Ask an admin to add you with its email address.
        </p>
      )}
      <p className="faint">No password yet, or forgotten? An admin makes you a link.</p>
    </>
  )
}

function LinkForm({ link }: { link: OpenedLink }) {
  const isFirst = link.kind === 'first'
  const open = useMutation({
    mutationFn: (body: { token: string; password: string; name?: string; email?: string }) =>
      ask('POST /api/sign-in/link', { body }),
    onSuccess: enter,
  })
  const begin = (form: FormData) =>
    open.mutate({
      token: link.token,
      password: textOf(form, 'password'),
      ...(isFirst && { name: textOf(form, 'name'), email: textOf(form, 'email') }),
    })
  return (
    <>
      <form onSubmit={(event) => submitted(event, begin)}>
        {isFirst && (
          <>
            <Field label="Your name" name="name" type="text" autoComplete="name" />
            <Field label="Email address" name="email" type="email" autoComplete="username" />
          </>
        )}
        <Field
          label="Password, 12 characters or more"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={12}
        />
        <Button type="submit" loading={open.isPending}>
          Go in
        </Button>
      </form>
      {open.error && <Failed error={open.error} />}
      <p className="faint">The link works once. A few words make a good password.</p>
    </>
  )
}

/** The page begins anew as who has come: nothing of whoever was here before is kept. */
function enter(): void {
  location.replace(location.pathname === '/sign-in' ? '/' : location.href)
}

function submitted(event: FormEvent<HTMLFormElement>, begin: (form: FormData) => void): void {
  event.preventDefault()
  begin(new FormData(event.currentTarget))
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
