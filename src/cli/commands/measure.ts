import { Command } from 'commander'
import type { Routes } from '../../api/index.ts'
import type { Answerer } from '../answerer.ts'
import { withAnswerer } from '../ask.ts'
import { type FilterOptions, filterQuery, withData, withFilter } from '../data.ts'
import { mapText } from '../map-file.ts'
import { type Answer, print } from '../output.ts'
import { type ReadingOptions, withReading } from '../reading.ts'
import { count, duration, share, table } from '../table.ts'
import { mapAndFile, withMapAndFile } from './map-and-file.ts'

type MeasureOptions = ReadingOptions &
  FilterOptions & { readonly data: string; readonly json?: boolean; readonly out?: string }
type Measure = Routes['POST /api/measure']['answer']

export function measureCommand(): Command {
  const command = new Command('measure')
    .description("hold a map's promises against what happened")
    .option('--out <file>', 'write the answer to a file')
  return withData(withFilter(withReading(withMapAndFile(command)))).action(
    async (first: string | undefined, second: string | undefined, options: MeasureOptions) => {
      const { map, file } = mapAndFile(first, second)
      const json = await withAnswerer(file, options, (answerer) => measure(answerer, map, options))
      await print(describe(json, map !== undefined), options)
    },
  )
}

async function measure(answerer: Answerer, map: string | undefined, options: MeasureOptions): Promise<Measure> {
  const query = filterQuery(options)
  if (map === undefined) await nameKeptMaps(answerer)
  const text = await mapText(map)
  if (text !== null) return answerer.ask('POST /api/measure', { query, body: { text } })
  return answerer.ask('GET /api/maps/:map/measure', { params: { map: map ?? '-' }, query })
}

/** Without a map each event name is a step; who has kept maps is told how to ask for one. */
async function nameKeptMaps(answerer: Answerer): Promise<void> {
  const { maps } = await answerer.ask('GET /api/maps')
  if (maps.length === 0) return
  process.stderr.write(
    `each event name is a step here; maps that are kept: ${maps.map((map) => map.id).join(', ')} (npx throughline measure ${maps[0]?.id})\n`,
  )
}

function describe(json: Measure, hasMap: boolean): Answer {
  const rows = json.steps.map((step) => [
    step.id,
    count(step.cases),
    count(step.visits),
    count(step.toNext.n),
    duration(step.toNext.p50),
    duration(step.toNext.p90),
    step.promise === null ? 'no promise' : `${duration(step.promise.within)}: ${share(step.promise)}`,
    share(step.dropped),
    step.here === null ? '' : count(step.here.cases),
  ])
  const text = [
    `${json.title}: ${count(json.cases)} cases${json.open > 0 ? `, ${count(json.open)} still open` : ''}${json.period === null ? '' : `, ${json.period.from.slice(0, 10)} to ${json.period.to.slice(0, 10)}`}`,
    ...(hasMap
      ? mapFigures(json)
      : ["promises and outcomes are a map's: name one, or draft one with npx throughline discover --save"]),
    '',
    table(['step', 'cases', 'visits', 'went on', 'to next', 'p90', 'promise kept', 'dropped', 'here now'], rows),
    ...(json.unmatched.events > 0
      ? [
          '',
          `${count(json.unmatched.events)} events are no step of this map: ${json.unmatched.names
            .slice(0, 5)
            .map((name) => `${name.name} (${count(name.count)})`)
            .join(', ')}`,
        ]
      : []),
  ]
  return { json, text: text.join('\n') }
}

function mapFigures(json: Measure): readonly string[] {
  return [
    json.outcome === null
      ? 'the map names no good outcome'
      : `good outcome ${share(json.outcome)}, median ${duration(json.toOutcome.p50)}`,
    json.promise === null ? 'no promise that events can answer' : `promises kept ${share(json.promise)}`,
    ...(json.draft && json.promise !== null
      ? ['the promises are what the draft proposes from these events, so that four in five keep them; write your own']
      : []),
  ]
}
