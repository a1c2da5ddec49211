import { IconX } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import type { SavedView } from '../../../api/contract.ts'
import { sayDate } from '../../figure/date.ts'
import type { useViews } from './use-views.ts'

type Views = Pick<ReturnType<typeof useViews>, 'views' | 'removed' | 'remove' | 'undo'>

/** Saved views, each opening its address; one that was removed can be put back. */
export function ViewList({ views, opened }: { views: Views; opened?: () => void }) {
  const router = useRouter()
  const open = (event: MouseEvent, view: SavedView) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    router.history.push(view.url)
    opened?.()
  }
  return (
    <>
      <ul className="views">
        {views.views?.map((view) => (
          <li key={view.id}>
            <a href={view.url} onClick={(event) => open(event, view)}>
              {view.title}
            </a>
            <small className="faint">saved {sayDate(view.at)}</small>
            <button type="button" aria-label={`Remove the view ${view.title}`} onClick={() => views.remove(view)}>
              <IconX size={13} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      {views.removed && (
        <p className="views-undo" role="status">
          Removed “{views.removed.title}”.{' '}
          <button type="button" onClick={views.undo}>
            Undo
          </button>
        </p>
      )}
    </>
  )
}
