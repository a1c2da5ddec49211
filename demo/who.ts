import type { Random } from './random.ts'

/** One small company, as it will become known to the bank. */
export interface Who {
  readonly segment: 'sole trader' | 'limited company' | 'partnership'
  readonly region: string
  readonly industry: string
  readonly device: 'mobile' | 'desktop'
  /** where it applies */
  readonly door: 'web' | 'app' | 'branch'
  readonly product: 'Starter' | 'Plus' | 'Pro'
  readonly company: string
  readonly employees: number
}

const segments = [
  ['sole trader', 48],
  ['limited company', 42],
  ['partnership', 10],
] as const
const regions = [
  ['London', 22],
  ['South East', 15],
  ['North West', 13],
  ['Scotland', 10],
  ['West Midlands', 10],
  ['Yorkshire', 9],
  ['South West', 9],
  ['Wales', 6],
  ['Northern Ireland', 4],
  ['North East', 2],
] as const
const industries = [
  ['Trades', 20],
  ['Retail', 16],
  ['Food and drink', 13],
  ['Design and media', 12],
  ['Consulting', 12],
  ['Care and health', 9],
  ['Software', 8],
  ['Transport', 6],
  ['Farming', 4],
] as const
const families = [
  'Abbott',
  'Akhtar',
  'Barlow',
  'Bell',
  'Brennan',
  'Carver',
  'Choudhury',
  'Dunne',
  'Ellwood',
  'Fenn',
  'Gallagher',
  'Hartley',
  'Ibrahim',
  'Jessop',
  'Kaur',
  'Larkin',
  'Mbeki',
  'Novak',
  'Okafor',
  'Pryce',
  'Quill',
  'Rahman',
  'Sadler',
  'Tanner',
  'Underhill',
  'Vaughan',
  'Whitby',
  'Yates',
] as const
const trades = {
  Trades: ['Plumbing', 'Joinery', 'Roofing', 'Electrical'],
  Retail: ['Flowers', 'Cycles', 'Books', 'Home'],
  'Food and drink': ['Bakery', 'Kitchen', 'Coffee', 'Catering'],
  'Design and media': ['Studio', 'Film', 'Design', 'Print'],
  Consulting: ['Advisory', 'Partners', 'Training', 'Surveying'],
  'Care and health': ['Care', 'Physio', 'Dental', 'Therapy'],
  Software: ['Software', 'Data', 'Apps', 'Systems'],
  Transport: ['Haulage', 'Couriers', 'Cabs', 'Removals'],
  Farming: ['Farm', 'Dairy', 'Orchards', 'Nursery'],
} as const
const products = {
  'sole trader': [
    ['Starter', 70],
    ['Plus', 26],
    ['Pro', 4],
  ],
  'limited company': [
    ['Starter', 22],
    ['Plus', 53],
    ['Pro', 25],
  ],
  partnership: [
    ['Starter', 30],
    ['Plus', 50],
    ['Pro', 20],
  ],
} as const

export function meet(random: Random): Who {
  const segment = random.weighted(segments)
  const industry = random.weighted(industries)
  const isSole = segment === 'sole trader'
  const device = random.chance(isSole ? 0.66 : 0.42) ? 'mobile' : 'desktop'
  return {
    segment,
    industry,
    device,
    region: random.weighted(regions),
    door: random.chance(0.05) ? 'branch' : device === 'mobile' && random.chance(0.55) ? 'app' : 'web',
    product: random.weighted(products[segment]),
    company: `${random.pick(families)} ${random.pick(trades[industry])}${segment === 'limited company' ? ' Ltd' : ''}`,
    employees: isSole ? 1 : Math.max(1, Math.round(random.logNormal(4, 0.8))),
  }
}
