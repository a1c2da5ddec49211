import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Role } from '../../api/contract.ts'
import { ask } from '../app/ask.ts'
import { Failed } from '../figure/states.tsx'
import { Field } from './field.tsx'
import { roleIn, roles, roleWords } from './role-words.ts'

interface Given {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly partner?: string
}

export function AddMember({ added }: { added: (made: { of: string; link: string }) => Promise<void> }) {
  const [role, setRole] = useState<Role>('viewer')
  const add = useMutation({
    mutationFn: (body: Given) => ask('POST /api/members', { body }),
    onSuccess: ({ link }, { name }) => added({ of: name, link }),
  })
  return (
    <section aria-labelledby="add">
      <h2 id="add">Add a member</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const text = (name: string) => String(form.get(name))
          add.mutate({
            name: text('name'),
            email: text('email'),
            role,
            ...(role === 'partner' && { partner: text('partner') }),
          })
        }}
      >
        <Field label="Name" name="name" type="text" autoComplete="off" />
        <Field label="Email address" name="email" type="email" autoComplete="off" />
        <label className="field">
          Role
          <select value={role} onChange={({ currentTarget }) => setRole(roleIn(currentTarget.value))}>
            {roles.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        {role === 'partner' && (
          <Field label="The id by which maps name it" name="partner" type="text" autoComplete="off" />
        )}
        <Button type="submit" loading={add.isPending}>
          Add
        </Button>
      </form>
      <p className="soft">This role {roleWords[role]}. You get a link to send; with it they choose a password.</p>
      {add.error && <Failed error={add.error} />}
    </section>
  )
}
