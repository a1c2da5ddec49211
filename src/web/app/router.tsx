import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readAccountSearch } from '../access/search.ts'
import { readCaseSearch } from '../case/search.ts'
import { readCasesSearch } from '../cases/search.ts'
import { readCompareSearch } from '../compare/search.ts'
import { readDriversSearch } from '../drivers/search.ts'
import { readDueSearch } from '../due/search.ts'
import { readExploreSearch } from '../explore/search.ts'
import { readReportSearch } from '../friction/search.ts'
import { readJourneysSearch } from '../journeys/search.ts'
import { readMapSearch } from '../map/search.ts'
import { readProcessSearch } from '../process/search.ts'
import { readTrendSearch } from '../trend/search.ts'
import { readVariantsSearch } from '../variants/search.ts'
import { readWhatIfSearch } from '../whatif/search.ts'
import { code } from './code.ts'
import { RouteFailed, RouteMissing, RoutePending } from './fallback.tsx'
import { readFilters } from './filters.ts'
import { Shell } from './shell.tsx'

// Routes are code: each names its path, what its search may hold, and the screen that is fetched when it is first opened.
const root = createRootRoute({ component: Shell, notFoundComponent: RouteMissing })
const journeys = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readJourneysSearch,
  component: lazyRouteComponent(() => code(import('../journeys/screen.tsx')), 'JourneysScreen'),
})
const bringIn = createRoute({
  getParentRoute: () => root,
  path: '/import/$import',
  component: lazyRouteComponent(() => code(import('../import/screen.tsx')), 'ImportScreen'),
})
const map = createRoute({
  getParentRoute: () => root,
  path: '/map/$map',
  validateSearch: readMapSearch,
  component: lazyRouteComponent(() => code(import('../map/screen.tsx')), 'MapScreen'),
})
const report = createRoute({
  getParentRoute: () => root,
  path: '/report/$map',
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => code(import('../friction/screen.tsx')), 'ReportScreen'),
})
const process = createRoute({
  getParentRoute: () => root,
  path: '/process/{-$map}',
  validateSearch: readProcessSearch,
  component: lazyRouteComponent(() => code(import('../process/screen.tsx')), 'ProcessScreen'),
})
const variants = createRoute({
  getParentRoute: () => root,
  path: '/variants/{-$map}',
  validateSearch: readVariantsSearch,
  component: lazyRouteComponent(() => code(import('../variants/screen.tsx')), 'VariantsScreen'),
})
const drivers = createRoute({
  getParentRoute: () => root,
  path: '/drivers/{-$map}',
  validateSearch: readDriversSearch,
  component: lazyRouteComponent(() => code(import('../drivers/screen.tsx')), 'DriversScreen'),
})
const due = createRoute({
  getParentRoute: () => root,
  path: '/due/{-$map}',
  validateSearch: readDueSearch,
  component: lazyRouteComponent(() => code(import('../due/screen.tsx')), 'DueScreen'),
})
const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare/{-$map}',
  validateSearch: readCompareSearch,
  component: lazyRouteComponent(() => code(import('../compare/screen.tsx')), 'CompareScreen'),
})
const trend = createRoute({
  getParentRoute: () => root,
  path: '/trend/{-$map}',
  validateSearch: readTrendSearch,
  component: lazyRouteComponent(() => code(import('../trend/screen.tsx')), 'TrendScreen'),
})
const explore = createRoute({
  getParentRoute: () => root,
  path: '/explore/{-$map}',
  validateSearch: readExploreSearch,
  // Compare is a question of Explore with an address of its own.
  beforeLoad: ({ params, search }) => {
    if (search.tab === 'compare') throw redirect({ to: '/compare/{-$map}', params, search: readFilters(search) })
  },
  component: lazyRouteComponent(() => code(import('../explore/screen.tsx')), 'ExploreScreen'),
})
const whatIf = createRoute({
  getParentRoute: () => root,
  path: '/what-if/{-$map}',
  validateSearch: readWhatIfSearch,
  component: lazyRouteComponent(() => code(import('../whatif/screen.tsx')), 'WhatIfScreen'),
})
const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: readCasesSearch,
  component: lazyRouteComponent(() => code(import('../cases/screen.tsx')), 'CasesScreen'),
})
const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  validateSearch: readAccountSearch,
  component: lazyRouteComponent(() => code(import('../access/screen.tsx')), 'AccountScreen'),
})
const one = createRoute({
  getParentRoute: () => root,
  path: '/case/$key',
  validateSearch: readCaseSearch,
  component: lazyRouteComponent(() => code(import('../case/screen.tsx')), 'CaseScreen'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    journeys,
    bringIn,
    map,
    report,
    process,
    variants,
    explore,
    compare,
    trend,
    drivers,
    due,
    whatIf,
    cases,
    one,
    account,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: RoutePending,
  defaultErrorComponent: RouteFailed,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
