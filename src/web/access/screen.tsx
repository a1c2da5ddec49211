import './access.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Screen } from '../app/screen.tsx'
import { Segmented } from '../app/segmented.tsx'
import { AuditList } from './audit-list.tsx'
import { Members } from './members.tsx'
import { type AccountTab, accountTabs } from './search.ts'
import { useMe } from './use-me.ts'
import { You } from './you.tsx'

const inside = { you: You, members: Members, audit: AuditList } satisfies Record<AccountTab, () => React.ReactNode>

/** Who I am, and, for admins, who may sign in and what was changed. */
export function AccountScreen() {
  const { tab = 'you' } = useSearch({ from: '/account' })
  const navigate = useNavigate({ from: '/account' })
  const { data: me } = useMe()
  const Inside = inside[tab]
  return (
    <Screen
      title="Account"
      tags={
        me?.member?.role === 'admin' && (
          <Segmented
            label="What to see"
            value={tab}
            options={accountTabs}
            choose={(chosen) => void navigate({ search: chosen === 'you' ? {} : { tab: chosen } })}
          />
        )
      }
    >
      <Inside />
    </Screen>
  )
}
