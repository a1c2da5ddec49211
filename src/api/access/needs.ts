import type { Routes } from '../contract.ts'
import type { Need } from './role.ts'

/** Routes that answer with no JSON of the contract: streams, downloads, and the way back from a provider of sign-in. */
export const otherRoutes = [
  'GET /api/live',
  'GET /api/openapi.json',
  'GET /api/imports/:import/progress',
  'GET /api/imports/:import/refused.csv',
  'GET /api/sign-in/oidc/:provider',
  'GET /api/auth/callback/:provider',
] as const
export type AnyRoute = keyof Routes | (typeof otherRoutes)[number]

/**
 * Whom each route answers. A route that is not here does not compile. Viewers read and ask; editors draw, and keep what all
 * see; operators bring in events and say who may send them; admins say who may sign in.
 */
export const needOf = {
  'GET /api/openapi.json': 'open',
  'GET /api/me': 'open',
  'POST /api/sign-in': 'open',
  'POST /api/sign-in/link': 'open',
  'GET /api/sign-in/oidc/:provider': 'open',
  'GET /api/auth/callback/:provider': 'open',
  'POST /api/sign-out': 'signed-in',
  'PUT /api/me/password': 'signed-in',
  'GET /api/me/keys': 'signed-in',
  'POST /api/me/keys': 'signed-in',
  'DELETE /api/me/keys/:key': 'signed-in',

  'GET /api/members': 'admin',
  'POST /api/members': 'admin',
  'PUT /api/members/:member': 'admin',
  'POST /api/members/:member/reset': 'admin',
  'DELETE /api/members/:member': 'admin',
  'GET /api/audit': 'admin',
  'GET /api/backups': 'admin',
  'GET /api/doctor': 'admin',
  'POST /api/backups': 'admin',

  'GET /api/journeys': 'named',
  'GET /api/maps': 'named',
  'GET /api/maps/:map': 'named',
  'GET /api/maps/:map/measure': 'named',
  'GET /api/progress': 'signed-in',

  'GET /api/status': 'viewer',
  'GET /api/live': 'viewer',
  'GET /api/properties': 'viewer',
  'GET /api/sources': 'viewer',
  'GET /api/maps/:map/steps/:step': 'viewer',
  'GET /api/maps/:map/compare': 'viewer',
  'GET /api/maps/:map/conformance': 'viewer',
  'GET /api/maps/:map/drivers': 'viewer',
  'GET /api/maps/:map/drivers/targets': 'viewer',
  'GET /api/maps/:map/friction': 'viewer',
  'GET /api/maps/:map/trend': 'viewer',
  'POST /api/measure': 'viewer',
  'POST /api/compare': 'viewer',
  'POST /api/conformance': 'viewer',
  'POST /api/drivers': 'viewer',
  'POST /api/friction': 'viewer',
  'POST /api/trend': 'viewer',
  'GET /api/cases': 'viewer',
  'GET /api/cases/:key': 'viewer',
  'GET /api/replay': 'viewer',
  'GET /api/discover': 'viewer',
  'GET /api/explore/anomalies': 'viewer',
  'GET /api/explore/between': 'viewer',
  'GET /api/explore/clusters': 'viewer',
  'GET /api/explore/cohorts': 'viewer',
  'GET /api/explore/dfg': 'viewer',
  'GET /api/explore/eventually-follows': 'viewer',
  'GET /api/explore/funnel': 'viewer',
  'GET /api/explore/matrix': 'viewer',
  'GET /api/explore/paths': 'viewer',
  'GET /api/explore/times': 'viewer',
  'GET /api/explore/variants': 'viewer',
  'GET /api/explore/joined-paths': 'viewer',
  'GET /api/forecast': 'viewer',
  'POST /api/forecast': 'viewer',
  'GET /api/forecast/arrivals': 'viewer',
  'POST /api/forecast/arrivals': 'viewer',
  'GET /api/forecast/evaluation': 'viewer',
  'POST /api/forecast/evaluation': 'viewer',
  'GET /api/what-if': 'viewer',
  'POST /api/what-if': 'viewer',
  'GET /api/what-if/progress': 'viewer',
  'GET /api/views': 'viewer',
  'GET /api/settings': 'viewer',
  'GET /api/segments': 'viewer',

  'POST /api/maps': 'editor',
  'PUT /api/maps/:map': 'editor',
  'DELETE /api/maps/:map': 'editor',
  'POST /api/discover': 'editor',
  'POST /api/views': 'editor',
  'DELETE /api/views/:view': 'editor',
  'POST /api/segments': 'editor',
  'DELETE /api/segments/:segment': 'editor',
  'PUT /api/settings/:setting': 'editor',

  'POST /api/imports': 'operator',
  'GET /api/imports/:import': 'operator',
  'POST /api/imports/:import/propose': 'operator',
  'POST /api/imports/:import/start': 'operator',
  'DELETE /api/imports/:import': 'operator',
  'GET /api/imports/:import/progress': 'operator',
  'GET /api/imports/:import/refused.csv': 'operator',
  'GET /api/writers': 'operator',
  'POST /api/keys': 'operator',
  'DELETE /api/keys/:key': 'operator',
  'GET /api/connectors': 'operator',
  'GET /api/connectors/:connector': 'operator',
  'POST /api/connectors': 'operator',
  'DELETE /api/connectors/:connector': 'operator',
  'POST /api/connectors/check': 'operator',
  'POST /api/connectors/:connector/again': 'operator',
  'POST /api/writers/:writer/again': 'operator',
} as const satisfies Record<AnyRoute, Need>

/** Questions whose map comes in the body: they are sent, and change nothing. */
const questions: ReadonlySet<AnyRoute> = new Set([
  'POST /api/measure',
  'POST /api/compare',
  'POST /api/conformance',
  'POST /api/drivers',
  'POST /api/friction',
  'POST /api/trend',
  'POST /api/forecast',
  'POST /api/forecast/arrivals',
  'POST /api/forecast/evaluation',
  'POST /api/what-if',
  'POST /api/connectors/check',
] satisfies AnyRoute[])

/** Whether a request by this route is written to the audit trail. */
export function isChange(route: AnyRoute): boolean {
  return !route.startsWith('GET ') && !questions.has(route)
}
