import { FilterBar } from '../../app/filter-bar.tsx'
import { Tag } from '../../app/screen.tsx'
import type { MapModel } from '../model.ts'
import { VariantPill } from './variant-pill.tsx'

export function MapTags({ id, version, model }: { id: string; version: number; model: MapModel }) {
  return (
    <div className="map-tags">
      <Tag>{model.map.draft ? `${model.map.state}, draft` : model.map.state}</Tag>
      <Tag>version {version}</Tag>
      <FilterBar />
      <VariantPill id={id} model={model} />
    </div>
  )
}
