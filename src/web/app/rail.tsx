import { useMantineColorScheme } from '@mantine/core'
import {
  type Icon,
  IconAlarm,
  IconArrowsDiff,
  IconBarrierBlock,
  IconBinaryTree2,
  IconChartLine,
  IconDeviceDesktop,
  IconGitBranch,
  IconLayoutGrid,
  IconList,
  IconMoon,
  IconRoute,
  IconSun,
  IconTable,
  IconUser,
  IconZoomQuestion,
} from '@tabler/icons-react'
import { Link, useLocation, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMe } from '../access/use-me.ts'
import { useAsk } from './ask.ts'
import { type Filters, readFilters, readText } from './filters.ts'
import { lastMap, rememberMap } from './map-choice.ts'

/** How a place takes the map that is open along: it needs one, may have one, names it among its filters, or speaks of all. */
type Place = { says: string; Sign: Icon } & (
  | { to: '/map/$map' | '/report/$map'; map: 'needed' }
  | {
      to:
        | '/process/{-$map}'
        | '/variants/{-$map}'
        | '/explore/{-$map}'
        | '/drivers/{-$map}'
        | '/due/{-$map}'
        | '/trend/{-$map}'
        | '/what-if/{-$map}'
      map: 'optional'
    }
  | { to: '/cases'; map: 'searched' }
  | { to: '/'; map: 'none' }
)

/** The places of the page from top to bottom. A new screen adds its line here. */
const places: readonly Place[] = [
  { says: 'Journeys', Sign: IconLayoutGrid, to: '/', map: 'none' },
  { says: 'Map', Sign: IconTable, to: '/map/$map', map: 'needed' },
  { says: 'Friction', Sign: IconBarrierBlock, to: '/report/$map', map: 'needed' },
  { says: 'Process', Sign: IconBinaryTree2, to: '/process/{-$map}', map: 'optional' },
  { says: 'Variants', Sign: IconRoute, to: '/variants/{-$map}', map: 'optional' },
  { says: 'Explore', Sign: IconZoomQuestion, to: '/explore/{-$map}', map: 'optional' },
  { says: 'Drivers', Sign: IconArrowsDiff, to: '/drivers/{-$map}', map: 'optional' },
  { says: 'Trend', Sign: IconChartLine, to: '/trend/{-$map}', map: 'optional' },
  { says: 'What if', Sign: IconGitBranch, to: '/what-if/{-$map}', map: 'optional' },
  { says: 'Due', Sign: IconAlarm, to: '/due/{-$map}', map: 'optional' },
  { says: 'Cases', Sign: IconList, to: '/cases', map: 'searched' },
]

/** The places, each with its sign and its word, all speaking of the map and the filters that are open. */
export function Rail() {
  const { data: me } = useMe()
  const params = useParams({ strict: false })
  const search = useSearch({ strict: false })
  const open = params.map ?? readText('map' in search ? search.map : undefined)
  const map = open ?? lastMap() ?? undefined
  useEffect(() => {
    if (params.map) rememberMap(params.map)
  }, [params.map])
  // Before any was opened, the places that need a map lead to the first there is.
  const { data } = useAsk('GET /api/maps', {}, { enabled: map === undefined })
  const { variant, ...shared } = readFilters(search)
  const kept = variant && open ? { ...shared, variant } : shared
  return (
    <nav className="rail" aria-label="Screens">
      <Link to="/" className="rail-mark" aria-label="Throughline: journeys">
        <img src="/mark.svg" alt="" width="30" height="30" />
      </Link>
      {places.map((place) => (
        <PlaceLink
          key={place.says}
          place={place}
          map={place.map === 'needed' ? (map ?? data?.maps[0]?.id) : map}
          kept={kept}
        />
      ))}
      <Link
        to="/account"
        className="rail-item rail-foot"
        title={me?.member ? `${me.member.name}, ${me.member.role}` : undefined}
      >
        <IconUser size={19} stroke={1.7} aria-hidden /> Account
      </Link>
      <SchemeSwitch />
    </nav>
  )
}

interface PlaceLinkProps {
  place: Place
  map: string | undefined
  kept: Filters
}

function PlaceLink({ place, map, kept }: PlaceLinkProps) {
  const { says, Sign } = place
  // Compare is a question of Explore with an address of its own.
  const isCompare = useLocation({ select: ({ pathname }) => /^\/compare(\/|$)/.test(pathname) })
  const ofMap = map === undefined ? {} : { map }
  const inside = (
    <>
      <Sign size={19} stroke={1.7} aria-hidden /> {says}
    </>
  )
  const shown = { className: 'rail-item', activeOptions: { exact: place.map === 'none', includeSearch: false } }
  if (place.map === 'none') {
    return (
      <Link {...shown} to={place.to}>
        {inside}
      </Link>
    )
  }
  if (place.map === 'searched') {
    return (
      <Link {...shown} to={place.to} search={{ ...kept, ...ofMap }}>
        {inside}
      </Link>
    )
  }
  if (place.map === 'optional') {
    return (
      <Link
        {...shown}
        {...(place.to === '/explore/{-$map}' && isCompare && { className: 'rail-item active' })}
        to={place.to}
        params={ofMap}
        search={kept}
      >
        {inside}
      </Link>
    )
  }
  if (map === undefined) {
    return (
      <Link
        to="/"
        className="rail-item rail-waits"
        activeProps={{ className: '' }}
        title="There is no journey yet: find or draw one"
      >
        {inside}
      </Link>
    )
  }
  return (
    <Link {...shown} to={place.to} params={{ map }} search={kept}>
      {inside}
    </Link>
  )
}

const schemes = {
  auto: { next: 'light', says: 'System', Sign: IconDeviceDesktop },
  light: { next: 'dark', says: 'Light', Sign: IconSun },
  dark: { next: 'auto', says: 'Dark', Sign: IconMoon },
} as const

/** System, light, dark, round and round; what it stands at is written on it. */
function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { next, says, Sign } = schemes[colorScheme]
  return (
    <button
      type="button"
      className="rail-item"
      onClick={() => setColorScheme(next)}
      title={`Colours: ${says.toLowerCase()}. Press for ${schemes[next].says.toLowerCase()}.`}
    >
      <Sign size={19} stroke={1.7} aria-hidden />
      <span>
        <span className="spoken">Colours: </span>
        {says}
      </span>
    </button>
  )
}
