import type { JourneyIndex, Status } from '../../api/contract.ts'
import { useAsk } from '../app/ask.ts'
import { sayCount, sayMany } from '../figure/count.ts'
import { sayPeriod } from '../figure/date.ts'
import { Figure, ShareFigure } from '../figure/figure.tsx'
import { sayPercent } from '../figure/share.ts'
import { promiseOverall } from './index-order.ts'

/** The whole store in one line. */
export function Summary({ index: { journeys, unmapped } }: { index: JourneyIndex }) {
  const { data: status } = useAsk('GET /api/status', {})
  const steps = journeys.reduce((sum, one) => sum + one.steps, 0)
  const measured = journeys.reduce((sum, one) => sum + one.stepsMeasured, 0)
  const share = status && status.events > 0 ? unmapped.events / status.events : null
  return (
    <>
      {status && <Who status={status} />}
      {status && (
        <Figure
          label="Events"
          value={sayCount(status.events)}
          sure={status.period && sayPeriod(status.period.from, status.period.to)}
        />
      )}
      <ShareFigure
        label="Promises kept, all journeys"
        share={promiseOverall(journeys)}
        judged
        none={journeys.some(({ draft }) => draft) ? 'drafts only propose promises' : 'no promise decided yet'}
      />
      <Figure label="Steps measured" value={`${sayCount(measured)} of ${sayCount(steps)}`} />
      <Figure
        label="Events on no map"
        value={sayCount(unmapped.events)}
        sure={share !== null && `${sayPercent(share)} of all`}
      />
    </>
  )
}

/** Events that name nobody are told by their cases: a case is no customer. */
function Who({ status: { customers, cases } }: { status: Status }) {
  return customers === null ? (
    <Figure label="Cases" value={sayCount(cases)} sure="no event names its customer" />
  ) : (
    <Figure label="Customers" value={sayCount(customers)} sure={sayMany(cases, 'case')} />
  )
}
