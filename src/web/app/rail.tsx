import { useMantineColorScheme } from '@mantine/core'
import {
  IconBinaryTree2,
  IconDeviceDesktop,
  IconLayoutGrid,
  IconList,
  IconMoon,
  IconRoute,
  IconSun,
  IconTable,
} from '@tabler/icons-react'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { readFilters, readText } from './filters.ts'
import { lastMap, rememberMap } from './map-choice.ts'

/** The five places of the page, each with its sign and its word, all speaking of the map and the filters that are open. */
export function Rail() {
  const params = useParams({ strict: false })
  const search = useSearch({ strict: false })
  const open = params.map ?? readText('map' in search ? search.map : undefined)
  const map = open ?? lastMap() ?? undefined
  useEffect(() => {
    if (params.map) rememberMap(params.map)
  }, [params.map])
  const { variant, ...shared } = readFilters(search)
  const kept = variant && open ? { ...shared, variant } : shared
  const ofMap = map === undefined ? {} : { map }
  return (
    <nav className="rail" aria-label="Screens">
      <Link to="/" className="rail-mark" aria-label="Throughline: journeys">
        <img src="/mark.svg" alt="" width="30" height="30" />
      </Link>
      <Link to="/" className="rail-item" activeOptions={{ exact: true, includeSearch: false }}>
        <IconLayoutGrid size={19} stroke={1.7} aria-hidden /> Journeys
      </Link>
      {map === undefined ? (
        <Link to="/" className="rail-item rail-waits" activeProps={{ className: '' }} title="Choose a journey first">
          <IconTable size={19} stroke={1.7} aria-hidden /> Map
        </Link>
      ) : (
        <Link
          to="/map/$map"
          params={{ map }}
          search={kept}
          className="rail-item"
          activeOptions={{ includeSearch: false }}
        >
          <IconTable size={19} stroke={1.7} aria-hidden /> Map
        </Link>
      )}
      <Link
        to="/process/{-$map}"
        params={ofMap}
        search={kept}
        className="rail-item"
        activeOptions={{ includeSearch: false }}
      >
        <IconBinaryTree2 size={19} stroke={1.7} aria-hidden /> Process
      </Link>
      <Link
        to="/variants/{-$map}"
        params={ofMap}
        search={kept}
        className="rail-item"
        activeOptions={{ includeSearch: false }}
      >
        <IconRoute size={19} stroke={1.7} aria-hidden /> Variants
      </Link>
      <Link to="/cases" search={{ ...kept, ...ofMap }} className="rail-item" activeOptions={{ includeSearch: false }}>
        <IconList size={19} stroke={1.7} aria-hidden /> Cases
      </Link>
      <SchemeSwitch />
    </nav>
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
      className="rail-item rail-scheme"
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
