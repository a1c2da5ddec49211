/** Every rule, by its name: a severity without a rule, or a rule without one, does not compile. */

import type { Rule } from './rule.ts'
import { allAssumed } from './rules/all-assumed.ts'
import { deadEnd } from './rules/dead-end.ts'
import { drawnFromInside } from './rules/drawn-from-inside.ts'
import { emptyPromise } from './rules/empty-promise.ts'
import { endsAtPurchase } from './rules/ends-at-purchase.ts'
import { narrowTeam } from './rules/narrow-team.ts'
import { noCustomerWords } from './rules/no-customer-words.ts'
import { noGoal } from './rules/no-goal.ts'
import { noOutcome } from './rules/no-outcome.ts'
import { noPersona } from './rules/no-persona.ts'
import { noPromise } from './rules/no-promise.ts'
import { noSegment } from './rules/no-segment.ts'
import { noSponsor } from './rules/no-sponsor.ts'
import { noStage } from './rules/no-stage.ts'
import { noTeam } from './rules/no-team.ts'
import { noWayOut } from './rules/no-way-out.ts'
import { notReviewed } from './rules/not-reviewed.ts'
import { startsLate } from './rules/starts-late.ts'
import { undeclared } from './rules/undeclared.ts'
import { unmatchedStep } from './rules/unmatched-step.ts'
import { unreachableStep } from './rules/unreachable-step.ts'
import type { RuleName } from './severities.ts'

export const rules: Readonly<Record<RuleName, Rule>> = {
  'all-assumed': allAssumed,
  'dead-end': deadEnd,
  'drawn-from-inside': drawnFromInside,
  'empty-promise': emptyPromise,
  'ends-at-purchase': endsAtPurchase,
  'narrow-team': narrowTeam,
  'no-customer-words': noCustomerWords,
  'no-goal': noGoal,
  'no-outcome': noOutcome,
  'no-persona': noPersona,
  'no-promise': noPromise,
  'no-segment': noSegment,
  'no-sponsor': noSponsor,
  'no-stage': noStage,
  'no-team': noTeam,
  'no-way-out': noWayOut,
  'not-reviewed': notReviewed,
  'starts-late': startsLate,
  undeclared: undeclared,
  'unmatched-step': unmatchedStep,
  'unreachable-step': unreachableStep,
}
