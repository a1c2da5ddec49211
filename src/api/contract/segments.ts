import type { Predicate } from '../../match/index.ts'

/** Segments that people saved by name, offered in the filter bar of every screen. */
export interface SegmentRoutes {
  'GET /api/segments': { query: object; answer: { segments: SavedSegment[] } }
  /** refused where another has the name */
  'POST /api/segments': { query: object; body: { title: string; predicate: Predicate }; answer: SavedSegment }
  'DELETE /api/segments/:segment': { query: object; answer: { id: string } }
}

export interface SavedSegment {
  id: string
  title: string
  predicate: Predicate
  at: string
}
