/**
 * What is to come: answers of `forecast`. Times are in seconds or days as their names say, instants ISO 8601 in UTC,
 * chances and shares 0..1. Intervals are of 80 %. Method and sources: docs/methods/forecast.md.
 */

/** Of how many cases what was learned: fewer than all only where there are very many, and then always the same. */
export interface ForecastSample {
  readonly cases: number
  readonly of: number
}

/** A forecast's hit rate by how sure it was: of those between `from` and `to`, what was forecast and what came. */
export interface Reliability {
  readonly from: number
  readonly to: number
  readonly n: number
  readonly forecast: number
  readonly came: number
}

/** A figure by how many steps of the case were known. */
export interface ByLength {
  readonly length: number
  readonly n: number
  readonly value: number
}

/** How good forecasts of the past would have been, on cases that began after all that was learned from. */
export interface ForecastEvaluation {
  readonly journey: string
  readonly split: {
    readonly train: number
    /** nothing from here on was learned from; cases that begin from here on are forecast */
    readonly cut: string
    readonly trainCases: number
    /** begun before the cut and not over by then: what they did before it was learned from, nothing of them is forecast */
    readonly straddling: number
    readonly testCases: number
  }
  readonly sample: ForecastSample
  /** the next step, or that the case ends, after each step of each case */
  readonly next: {
    readonly accuracy: number | null
    readonly n: number
    readonly top3: number | null
    /** mean of -ln(the chance given to what came) */
    readonly logLoss: number | null
    /** mean distance of forecast and outcome in ten bands of the chance given to the likeliest (ECE) */
    readonly calibrationError: number | null
    readonly reliability: readonly Reliability[]
    /** over steps that something follows, i.e. without the ends */
    readonly withoutEnds: { readonly accuracy: number | null; readonly n: number }
    readonly baselines: { readonly mostFrequent: number | null; readonly markov: number | null }
    readonly byLength: readonly ByLength[]
  }
  readonly wait: TimeEvaluation
  readonly remaining: TimeEvaluation
  readonly outcome: {
    /** area under the ROC curve; of several outcomes the mean of each against the rest, by how often it came */
    readonly auc: number | null
    readonly n: number
    /** too few of the cases are old enough for most of them to be known: the figures are of the quick ones */
    readonly young: boolean
    /** good against the rest where the map names outcomes; else each step a case may end at */
    readonly of: 'drawn' | 'last step'
    readonly names: readonly string[]
    readonly accuracy: number | null
    readonly logLoss: number | null
    readonly calibrationError: number | null
    readonly reliability: readonly Reliability[]
    /** by the last step alone */
    readonly baselines: { readonly lastStep: number | null }
  }
  /** whether the promise made at a visit is missed, as forecast at that visit; null where the map makes none that events can answer */
  readonly promise: {
    readonly n: number
    /** share that was late */
    readonly late: number | null
    readonly auc: number | null
    readonly calibrationError: number | null
    /** by the step alone */
    readonly baselines: { readonly lastStep: number | null }
  } | null
  /** attributes of events that were looked at, most often said first */
  readonly attributes: readonly string[]
}

export interface TimeEvaluation {
  /** mean distance of the middle forecast from what came */
  readonly maeDays: number | null
  /** too few of the cases are old enough for most of them to be over: the figures are of the quick ones */
  readonly young: boolean
  readonly n: number
  /** share of times within the 80 % interval (null where `young`), and how wide it was in the middle */
  readonly coverage: number | null
  readonly widthDays: number | null
  /** always the median of all; the median after the last step */
  readonly baselines: { readonly median: number | null; readonly lastStep: number | null }
  readonly byLength: readonly ByLength[]
}

/** A time to come, in seconds from now: middle and the 80 % interval. */
export interface TimeForecast {
  readonly p50: number
  readonly low: number
  readonly high: number
}

/** What a forecast rests on: the longest way back that was seen often enough, how many went it, and what they did. */
export interface Basis {
  /** the steps that these cases had in common, oldest first; they end at the step where the case stands */
  readonly way: readonly string[]
  /** visits that had come this way, and how many of them went on as is forecast */
  readonly visits: number
  readonly went: number
  /** where most were expected to go, before it was known how long nothing came; null: nowhere, they end there */
  readonly to: string | null
  /** the sentence that says so */
  readonly says: string
  /** fewer than 20 had come even from the last step alone: the forecast is a guess */
  readonly tooFew: boolean
}

export interface PromiseForecast {
  /** when it is due */
  readonly due: string
  /** the chance that it is not kept, given that nothing came so far; 1 where its time is over */
  readonly late: number
}

export interface CaseForecast {
  readonly key: string
  readonly case: string
  readonly step: string
  /** since when it stands there */
  readonly since: string
  /** steps it has made */
  readonly steps: number
  /** the chance that nothing more comes, given how long it has been silent */
  readonly over: number
  /** what comes next if anything does, likeliest first; chances with `over` and `rest` (all others) add up to 1 */
  readonly next: readonly { readonly step: string; readonly chance: number }[]
  readonly rest: number
  /** until the next step, from now, if anything more comes */
  readonly wait: TimeForecast
  /** until the case ends, from now, if anything more comes: never before the next step */
  readonly remaining: TimeForecast
  /** the promise made where it stands; null where the step makes none, or the case is over */
  readonly promise: PromiseForecast | null
  readonly outcomes: readonly { readonly outcome: string; readonly chance: number }[]
  readonly basis: Basis
}

export interface OpenStep {
  readonly step: string
  /** open cases that stand here now: counted, not sampled */
  readonly open: number
  /** how long a case may be silent here and still be open, in seconds; null: it is never taken as over */
  readonly within: number | null
  /** mean chances of the cases that were forecast (`n` of them); null where there are none */
  readonly n: number
  readonly good: number | null
  readonly over: number | null
  /** fewer than 20 visits of the step are known: nothing is said */
  readonly tooFew: boolean
  readonly next: readonly { readonly step: string; readonly chance: number }[]
  /** the promise made here, over the cases that were forecast; null where the step makes none */
  readonly promise: {
    /** whose time still runs, and how many of these are expected to be late */
    readonly pending: number
    readonly expected: number
    /** whose time is over */
    readonly overdue: number
  } | null
  /** medians over the cases */
  readonly wait: TimeForecast | null
  readonly remaining: TimeForecast | null
}

export interface Forecast {
  readonly journey: string
  /** the instant the forecast is made at: the latest event known */
  readonly now: string
  readonly sample: ForecastSample
  /** how "open" is told: the map's quiet time, or the chance of a silent end (below 95 %) */
  readonly told: 'quiet' | 'silence'
  /** the same in a sentence */
  readonly openSays: string
  /** open cases: counted, and how many of them were forecast */
  readonly open: number
  readonly forecast: number
  /** names of outcomes; the first is the good one where the map draws outcomes */
  readonly outcomes: readonly string[]
  readonly drawn: boolean
  readonly steps: readonly OpenStep[]
  /** those at most risk first: the smallest chance of the good outcome, or the longest to go; by promise, the likeliest to be late */
  readonly cases: readonly CaseForecast[]
}

/** Expected arrivals at each step in the days to come. Days are UTC. All cases are counted, none sampled. */
export interface Arrivals {
  readonly journey: string
  /** the latest event known; the first day forecast is the one after it */
  readonly now: string
  /** why nothing can be said, where the events span too few days; the lists are then empty */
  readonly tooFew: string | null
  readonly steps: readonly StepArrivals[]
  /** how forecasts made at the ends of past days would have done, over all steps */
  readonly backtest: ArrivalsBacktest | null
}

export interface StepArrivals {
  readonly step: string
  /** what held best in the past: who stands where moves on as others did; the same weekdays of the last weeks; or the mean of both */
  readonly by: 'flow' | 'calendar' | 'both'
  /** the last 28 days, oldest first; the last of them may not be over */
  readonly past: readonly { readonly day: string; readonly arrived: number }[]
  readonly coming: readonly (Expected & { readonly day: string })[]
  /** all arrivals of the next seven days (of fewer where fewer are asked for) */
  readonly week: Expected
  readonly backtest: ArrivalsBacktest | null
}

/** Expected number and the interval that 8 of 10 lie in. */
export interface Expected {
  readonly expected: number
  readonly low: number
  readonly high: number
}

export interface ArrivalsBacktest {
  /** days from which forecasts were made, with what was known at their ends */
  readonly origins: number
  /** step-days forecast */
  readonly n: number
  /** mean distance per step and day, and that of the mean of the same weekday in the last four weeks */
  readonly mae: number
  readonly calendarMae: number
  /** sum of distances over the sum of arrivals */
  readonly wape: number | null
  readonly calendarWape: number | null
  /** share of step-days within their 80 % interval; each interval learned from earlier origins alone */
  readonly coverage: number | null
}
