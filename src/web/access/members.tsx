import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Member, Role } from '../../api/contract.ts'
import { ask, useAsk } from '../app/ask.ts'
import { Failed, Loading } from '../figure/states.tsx'
import { AddMember } from './add-member.tsx'
import { roleIn, roles } from './role-words.ts'

const list = 'GET /api/members'

/** Who may sign in, as what; a link for who has no password, or has lost it. */
export function Members() {
  const client = useQueryClient()
  const { data, error, refetch } = useAsk(list, {})
  const [link, setLink] = useState<{ readonly of: string; readonly link: string } | null>(null)
  const fresh = () => client.invalidateQueries({ queryKey: [list] })
  const change = useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) =>
      ask('PUT /api/members/:member', { params: { member: id }, body: { role } }),
    onSettled: fresh,
  })
  const reset = useMutation({
    mutationFn: (one: Member) => ask('POST /api/members/:member/reset', { params: { member: one.id } }),
    onSuccess: (answer, one) => {
      setLink({ of: one.name, link: answer.link })
      return fresh()
    },
  })
  const remove = useMutation({
    mutationFn: (one: Member) => ask('DELETE /api/members/:member', { params: { member: one.id } }),
    onSettled: fresh,
  })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (data === undefined) return <Loading what="the members" />
  const failed = change.error ?? reset.error ?? remove.error
  return (
    <div className="account">
      {link !== null && (
        <p className="told-once" role="status">
          The link for {link.of}, shown this once: it works once, within a day. Send it by a way that only they read.{' '}
          <code>{link.link}</code>
        </p>
      )}
      {failed && <Failed error={failed} />}
      <MemberTable
        members={data.members}
        choose={(id, role) => change.mutate({ id, role })}
        reset={(one) => reset.mutate(one)}
        remove={(one) => remove.mutate(one)}
      />
      <AddMember
        added={(made) => {
          setLink(made)
          return fresh()
        }}
      />
    </div>
  )
}

interface TableProps {
  readonly members: readonly Member[]
  readonly choose: (id: string, role: Role) => void
  readonly reset: (member: Member) => void
  readonly remove: (member: Member) => void
}

function MemberTable({ members, choose, reset, remove }: TableProps) {
  return (
    <table className="members">
      <caption className="spoken">Members, with their role and how they sign in</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Email address</th>
          <th scope="col">Role</th>
          <th scope="col">Signs in by</th>
          <th scope="col">
            <span className="spoken">What can be done</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((one) => (
          <tr key={one.id}>
            <th scope="row">{one.name}</th>
            <td>{one.email}</td>
            <td>{one.role === 'partner' ? `partner ${one.partner}` : <RoleChoice member={one} choose={choose} />}</td>
            <td className="soft">{one.ways.length === 0 ? 'has not come yet' : one.ways.join(', ')}</td>
            <td>
              <Button size="xs" variant="default" aria-label={`New link for ${one.name}`} onClick={() => reset(one)}>
                New link
              </Button>{' '}
              <Button size="xs" variant="default" aria-label={`Take out ${one.name}`} onClick={() => remove(one)}>
                Take out
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RoleChoice({ member, choose }: { member: Member; choose: TableProps['choose'] }) {
  return (
    <select
      className="member-role"
      aria-label={`Role of ${member.name}`}
      value={member.role}
      onChange={({ currentTarget }) => choose(member.id, roleIn(currentTarget.value))}
    >
      {roles
        .filter((one) => one !== 'partner')
        .map((one) => (
          <option key={one}>{one}</option>
        ))}
    </select>
  )
}
