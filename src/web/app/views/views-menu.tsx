import '@mantine/core/styles/Popover.layer.css'
import './views.css'
import { Button, Popover } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { Failed } from '../../figure/states.tsx'
import { useViews } from './use-views.ts'
import { ViewList } from './view-list.tsx'

/** Saves what is on the screen under a name, and leads to what was saved: on every screen, at the end of its header. */
export function ViewsMenu({ title }: { title: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus shadow="md" width={320}>
      <Popover.Target>
        <button
          type="button"
          className="views-button"
          onClick={() => setOpen(!isOpen)}
          title="Save this view, or open one"
        >
          <IconBookmark size={15} stroke={1.8} aria-hidden /> Views
        </button>
      </Popover.Target>
      <Popover.Dropdown className="float" aria-label="Views">
        {isOpen && <Inside title={title} close={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function Inside({ title, close }: { title: string; close: () => void }) {
  const views = useViews()
  const url = useRouterState({ select: ({ location }) => location.href })
  const [name, setName] = useState(title)
  const saved = views.views?.find((view) => view.url === url)
  return (
    <div className="filter-form">
      <form
        className="views-save"
        onSubmit={(event) => {
          event.preventDefault()
          views.save(name.trim(), url)
        }}
      >
        <label>
          Save this view as
          <input
            type="search"
            value={name}
            maxLength={200}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <Button type="submit" size="xs" disabled={name.trim() === ''}>
          Save view
        </Button>
      </form>
      {saved && <p className="faint">It is saved as “{saved.title}”.</p>}
      {views.error && <Failed error={views.error} />}
      {views.views?.length === 0 && !views.removed ? (
        <p className="soft">
          No view is saved yet: a view keeps the screen with its filters and everything chosen on it.
        </p>
      ) : (
        <ViewList views={views} opened={close} />
      )}
    </div>
  )
}
