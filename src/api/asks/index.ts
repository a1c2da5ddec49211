import type * as z from 'zod'
import { memberAsks, signInAsks } from './access.ts'
import type { Asks, RouteKey } from './asked.ts'
import { connectorAsks } from './connecting.ts'
import { exploreAsks } from './explore.ts'
import { forecastAsks, whatIfAsks } from './forecast.ts'
import { backupAsks, holdingAsks, identityAsks, importAsks, shelfAsks, writerAsks } from './keeping.ts'
import { compareAsks, conformanceAsks, discoverAsks, driverAsks, frictionAsks, mapAsks, trendAsks } from './maps.ts'

/** What every route may be asked. */
export const asks = {
  ...holdingAsks,
  ...mapAsks,
  ...discoverAsks,
  ...conformanceAsks,
  ...trendAsks,
  ...driverAsks,
  ...frictionAsks,
  ...compareAsks,
  ...exploreAsks,
  ...forecastAsks,
  ...whatIfAsks,
  ...importAsks,
  ...shelfAsks,
  ...writerAsks,
  ...identityAsks,
  ...backupAsks,
  ...connectorAsks,
  ...signInAsks,
  ...memberAsks,
} satisfies Asks

type Table = typeof asks
/** The parameters of a route as its handler gets them: checked, read, and what may be left out filled in. */
export type QueryOf<Key extends RouteKey> = {
  readonly [Name in keyof Table[Key]['query']]: z.output<Table[Key]['query'][Name] & z.ZodType>
}
export type BodyOf<Key extends RouteKey> = Table[Key] extends { readonly body: infer Body extends z.ZodType }
  ? z.output<Body>
  : never
export type { Asked, Asks, RouteKey } from './asked.ts'
