import { align, type Compiled, type Move } from './align.ts'

/** Traces end to end, as threads hand them to each other. */
export interface Traces {
  readonly steps: Uint16Array
  readonly lengths: Int32Array
  /** 1 where the case may still go on */
  readonly open: Uint8Array
}

/** Their alignments, in the same order: what each costs, and its moves end to end. */
export interface Aligned {
  readonly costs: Int32Array
  readonly moves: Uint32Array
  readonly lengths: Int32Array
}

export function packTraces(traces: readonly { readonly steps: readonly number[]; readonly isOpen: boolean }[]): Traces {
  return {
    steps: Uint16Array.from(traces.flatMap((trace) => trace.steps)),
    lengths: Int32Array.from(traces, (trace) => trace.steps.length),
    open: Uint8Array.from(traces, (trace) => (trace.isOpen ? 1 : 0)),
  }
}

export function alignBatch(compiled: Compiled, { steps, lengths, open }: Traces): Aligned {
  const costs = new Int32Array(lengths.length)
  const counts = new Int32Array(lengths.length)
  const moves: number[] = []
  let start = 0
  for (const [i, length] of lengths.entries()) {
    const found = align(compiled, steps.subarray(start, start + length), open[i] === 1)
    start += length
    costs[i] = found.cost
    counts[i] = found.moves.length
    for (const move of found.moves) moves.push(packMove(move))
  }
  return { costs, moves: Uint32Array.from(moves), lengths: counts }
}

/** Codes have 16 bits. */
function packMove({ kind, code }: Move): number {
  return kind * 0x1_0000 + code
}

export function unpackMove(packed: number): Move {
  return { kind: (packed >>> 16) as Move['kind'], code: packed & 0xffff }
}
