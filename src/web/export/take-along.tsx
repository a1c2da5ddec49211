import './take-along.css'
import { useMutation } from '@tanstack/react-query'
import { withFont } from './font.ts'
import { svgTextOf, toPng } from './picture.ts'
import { type TableData, toCsv, toParquet } from './table.ts'

type Kind = 'csv' | 'parquet' | 'svg' | 'png'

export interface TakeAlongProps {
  /** what the file is called, without its ending */
  readonly name: string
  /** the figures behind, whole; absent: there is no table to take */
  readonly table?: (() => TableData | Promise<TableData>) | undefined
  /** the drawing on the page, or an SVG as text; absent: there is none */
  readonly picture?: (() => SVGSVGElement | string | null) | undefined
}

/** What is on the screen as a file: the table as CSV or Parquet, the picture as SVG or PNG. */
export function TakeAlong({ name, table, picture }: TakeAlongProps) {
  const take = useMutation({
    mutationFn: async (kind: Kind) => save(await fileOf(kind, { table, picture }), `${slug(name)}.${kind}`),
  })
  const kinds: readonly Kind[] = [
    ...(table ? (['csv', 'parquet'] as const) : []),
    ...(picture ? (['svg', 'png'] as const) : []),
  ]
  return (
    <fieldset className="take-along">
      <legend className="spoken">Take along</legend>
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          disabled={take.isPending}
          onClick={() => take.mutate(kind)}
          title={titles[kind]}
        >
          {words[kind]}
        </button>
      ))}
      {take.error && (
        <span className="bad" role="alert">
          {take.error.message}
        </span>
      )}
    </fieldset>
  )
}

const words: Readonly<Record<Kind, string>> = { csv: 'CSV', parquet: 'Parquet', svg: 'SVG', png: 'PNG' }
const titles: Readonly<Record<Kind, string>> = {
  csv: 'Take the table along as CSV',
  parquet: 'Take the table along as Parquet',
  svg: 'Take the picture along as SVG',
  png: 'Take the picture along as PNG',
}

async function fileOf(kind: Kind, { table, picture }: Pick<TakeAlongProps, 'table' | 'picture'>): Promise<Blob> {
  if (kind === 'csv' || kind === 'parquet') {
    if (!table) throw new Error('There is no table here.')
    return kind === 'csv'
      ? new Blob([toCsv(await table())], { type: 'text/csv;charset=utf-8' })
      : new Blob([await toParquet(await table())], { type: 'application/vnd.apache.parquet' })
  }
  const drawn = picture?.() ?? null
  if (drawn === null) throw new Error('The picture is not drawn yet.')
  const svg = await withFont(typeof drawn === 'string' ? drawn : svgTextOf(drawn))
  return kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : toPng(svg)
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** `Explore · Opening an account, funnel` as a file's name. */
function slug(name: string): string {
  return (
    name
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join('-') ?? 'throughline'
  )
}
