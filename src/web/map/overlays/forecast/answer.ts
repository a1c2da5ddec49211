import { keepPreviousData } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Arrivals, Forecast, OpenStep, StepArrivals } from '../../../../insight/forecast/answers.ts'
import { useAsk } from '../../../app/ask.ts'
import type { OverlayRequest } from '../overlay.tsx'

/** Days that the chart shows ahead. */
const days = '14'

/** Who stands where and where they go; the arrivals come as soon as they are there, and the rest does not wait for them. */
export interface ForecastData {
  readonly forecast: Forecast
  readonly steps: ReadonlyMap<string, OpenStep>
  /** null: on their way */
  readonly arrivals: Arrivals | null
  readonly arrivalsAt: ReadonlyMap<string, StepArrivals>
  /** why there are no arrivals */
  readonly arrivalsFailed: string | null
}

export function useForecast({ id, query, enabled }: OverlayRequest) {
  const options = { enabled, placeholderData: keepPreviousData }
  const standing = useAsk('GET /api/forecast', { query: { ...query, map: id, limit: '0' } }, options)
  const coming = useAsk('GET /api/forecast/arrivals', { query: { ...query, map: id, days } }, options)
  const data = useMemo(
    () => joined(standing.data, coming.data ?? null, coming.error),
    [standing.data, coming.data, coming.error],
  )
  const again = standing.refetch
  const againComing = coming.refetch
  const refetch = useCallback(() => Promise.all([again(), againComing()]), [again, againComing])
  return { data, error: standing.error, refetch }
}

function joined(
  forecast: Forecast | undefined,
  arrivals: Arrivals | null,
  failed: Error | null,
): ForecastData | undefined {
  if (forecast === undefined) return undefined
  return {
    forecast,
    steps: new Map(forecast.steps.map((row) => [row.step, row])),
    arrivals,
    arrivalsAt: new Map((arrivals?.steps ?? []).map((row) => [row.step, row])),
    arrivalsFailed: failed?.message ?? arrivals?.tooFew ?? null,
  }
}
