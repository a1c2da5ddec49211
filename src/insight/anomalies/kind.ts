/**
 * Why a case is unusual. rare: a way that fewer than 1 in 500 take from there. backwards: from A to B where a thousand times as
 * many go from B to A. wait: longer than 999 in 1,000 of its transition. instant: no time at all where 99 in 100 take a minute or
 * more. repeats: oftener at one step than 999 in 1,000 cases at any. long: longer than 999 in 1,000 cases.
 */
export type AnomalyKind = 'rare' | 'backwards' | 'wait' | 'instant' | 'repeats' | 'long'
