import type { Gate } from '../access/gate.ts'
import type { Context } from '../context.ts'
import type { Handlers } from '../route.ts'
import { caseHandlers } from './cases.ts'
import { compareHandlers } from './compare.ts'
import { conformanceHandlers } from './conformance.ts'
import { connectorHandlers } from './connectors.ts'
import { doctorHandlers } from './doctor.ts'
import { driverHandlers } from './drivers.ts'
import { exploreHandlers } from './explore.ts'
import { forecastHandlers } from './forecast.ts'
import { frictionHandlers } from './friction.ts'
import { identityHandlers } from './identities.ts'
import { importHandlers } from './imports.ts'
import { journeyHandlers } from './journeys.ts'
import { keepingHandlers } from './keeping.ts'
import { mapHandlers } from './maps.ts'
import { memberHandlers } from './members.ts'
import { patternHandlers } from './patterns.ts'
import { segmentHandlers } from './segments.ts'
import { signInHandlers } from './sign-in.ts'
import { trendHandlers } from './trend.ts'
import { usualHandlers } from './usual.ts'
import { viewHandlers } from './views.ts'
import { whatIfHandlers } from './whatif.ts'
import { writerHandlers } from './writers.ts'

export function handlers(context: Context, gate: Gate): Handlers {
  return {
    ...journeyHandlers(context),
    ...mapHandlers(context),
    ...exploreHandlers(context),
    ...frictionHandlers(context),
    ...forecastHandlers(context),
    ...caseHandlers(context),
    ...driverHandlers(context),
    ...conformanceHandlers(context),
    ...importHandlers(context),
    ...compareHandlers(context),
    ...trendHandlers(context),
    ...usualHandlers(context),
    ...patternHandlers(context),
    ...segmentHandlers(context),
    ...viewHandlers(context),
    ...whatIfHandlers(context),
    ...writerHandlers(context),
    ...keepingHandlers(context),
    ...connectorHandlers(context),
    ...doctorHandlers(context),
    ...signInHandlers(context, gate),
    ...memberHandlers(context, gate),
    ...identityHandlers(context),
  }
}
