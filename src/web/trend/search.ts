import type { TrendMetric } from '../../insight/trend/answers.ts'
import { type Filters, readFilters, readText, type Search } from '../app/filters.ts'
import { metricWords } from './words.ts'

/** Beside the filters: which chart is open (`at` absent: the whole journey), and by which bucket. */
export interface TrendSearch extends Filters {
  at?: string
  metric?: TrendMetric
  bucket?: 'day' | 'week'
}

export function readTrendSearch(search: Search): TrendSearch {
  const read: TrendSearch = readFilters(search)
  const at = readText(search['at'])
  const metric = readText(search['metric'])
  const bucket = readText(search['bucket'])
  if (at) read.at = at
  if (isMetric(metric)) read.metric = metric
  if (bucket === 'day' || bucket === 'week') read.bucket = bucket
  return read
}

function isMetric(metric: string | undefined): metric is TrendMetric {
  return metric !== undefined && metric in metricWords
}
