import { Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useFilters } from '../../app/filters.ts'
import { sayCount } from '../../figure/count.ts'
import { sayDuration } from '../../figure/duration.ts'
import { sayShare } from '../../figure/share.ts'
import { Failed, Loading } from '../../figure/states.tsx'
import type { MapModel } from '../model.ts'

/** Chooses the variant whose cases are shown; one that is chosen stands among the filters, where it is taken away. */
export function VariantPill({ id, model }: { id: string; model: MapModel }) {
  const [isOpen, setOpen] = useState(false)
  const { filters } = useFilters()
  if (filters.variant) return null
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus shadow="md" width={400}>
      <span className="pill">
        <Popover.Target>
          <button
            type="button"
            className="pill-button"
            onClick={() => setOpen(!isOpen)}
            aria-label="Variant: all variants"
          >
            <span className="pill-words">All variants</span>
            <IconChevronDown size={13} aria-hidden />
          </button>
        </Popover.Target>
      </span>
      <Popover.Dropdown className="float" aria-label="Variant">
        <Choices id={id} model={model} close={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Choices({ id, model, close }: { id: string; model: MapModel; close: () => void }) {
  const { query, set } = useFilters()
  const { data, error, refetch } = useAsk('GET /api/explore/variants', { query: { ...query, map: id, top: '12' } })
  if (error) return <Failed error={error} again={refetch} />
  if (!data) return <Loading what="the variants" />
  if (data.variants.length === 0) return <p>No case, so no variant: widen the period or the segment.</p>
  return (
    <div className="variants">
      <p className="kicker">Cases that went exactly</p>
      {data.variants.map((variant) => (
        <button
          key={variant.id}
          type="button"
          onClick={() => {
            set({ variant: variant.id })
            close()
          }}
        >
          <span>
            {sayWay(variant.steps, model)}
            <small>
              {variant.steps.length} steps · median {sayDuration(variant.medianSeconds)}
            </small>
          </span>
          <span className="number">
            {sayShare(variant.share).value}
            <small>{sayCount(variant.count)} cases</small>
          </span>
        </button>
      ))}
      {data.total > data.variants.length && (
        <p className="faint">and {sayCount(data.total - data.variants.length)} more, on the screen Variants</p>
      )}
    </div>
  )
}

/** The whole way where it is short; otherwise how it begins and ends. */
function sayWay(steps: readonly string[], { nameOf }: MapModel): string {
  const names = steps.map(nameOf)
  if (names.length <= 6) return names.join(' → ')
  return `${names.slice(0, 3).join(' → ')} → … ${names.length - 5} more … → ${names.slice(-2).join(' → ')}`
}
