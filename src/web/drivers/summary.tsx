import type { Drivers } from '../../insight/drivers/answers.ts'
import { sayCount, sayMany } from '../figure/count.ts'
import { Figure, ShareFigure } from '../figure/figure.tsx'
import { sayPercent } from '../figure/share.ts'
import { BehindLink, behindOf } from './list.tsx'
import { capital, type Unit } from './words.ts'

/** The target and its rate, how many factors stand out, and how much all of them foretell. */
export function Summary({ answer, map, unit }: { answer: Drivers; map: string | undefined; unit: Unit }) {
  const { target, factors, model, sample } = answer
  const tested = factors.filter((one) => one.standing !== 'too few')
  const clear = tested.filter((one) => one.standing === 'clear' && !one.decides)
  return (
    <>
      {target.base !== null ? (
        <ShareFigure label={capital(target.says)} share={target.base} />
      ) : (
        <Figure
          label={`${target.says}, average`}
          value={unit.rate(target.mean)}
          sure={
            target.mean &&
            `${unit.rate({ ...target.mean, value: target.mean.low })} – ${unit.rate({ ...target.mean, value: target.mean.high })}`
          }
        />
      )}
      <Figure
        label="Cases compared"
        value={
          <BehindLink behind={behindOf(answer, null, true)} map={map}>
            {sayCount(target.n)}
          </BehindLink>
        }
      />
      <Figure
        label="Clear factors"
        value={sayCount(clear.length)}
        sure={`of ${sayMany(tested.length, 'factor')} tested`}
      />
      {model !== null && (
        <Figure
          label="Foretold by all factors together"
          value={model.explained <= 0 ? 'nothing' : sayPercent(model.explained)}
          sure={`of what varies, on cases held out (n ${sayCount(model.cases)})`}
          title={model.says}
        />
      )}
      {sample !== null && (
        <Figure
          label="Sample"
          value={sayCount(sample.cases)}
          sure={`of ${sayMany(sample.of, 'case')}, for properties and the model`}
        />
      )}
    </>
  )
}
