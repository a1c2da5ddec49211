/** Looks at everything that keeping it running rests on. */
export interface DoctorRoutes {
  'GET /api/doctor': { query: object; answer: { findings: Finding[] } }
}

export interface Finding {
  /** what was looked at */
  readonly what: string
  /** warning: it works, and had better be seen to; bad: it does not, or soon will not */
  readonly state: 'well' | 'warning' | 'bad'
  readonly value: string
  /** the way out; null where all is well */
  readonly remedy: string | null
}
