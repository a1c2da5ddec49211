import type { Warehouse } from '../store/index.ts'

/** The same warehouse, whose questions end with a request that nobody waits for any more. */
export function cancellable(warehouse: Warehouse, signal: AbortSignal | undefined): Warehouse {
  if (signal === undefined) return warehouse
  return {
    rows: (query) => warehouse.rows(query, { signal }),
    append: (source, batches, on, options) => warehouse.append(source, batches, on, options),
    remove: (fingerprint) => warehouse.remove(fingerprint),
    rename: (renamings) => warehouse.rename(renamings),
    lens: (spec, on) => warehouse.lens(spec, on),
    counts: (lens, condition) => warehouse.counts(lens, condition),
    cases: (lens, condition) => warehouse.cases(lens, condition),
    names: () => warehouse.names(),
    carried: () => warehouse.carried(),
    freeze: () => warehouse.freeze(),
    extent: () => warehouse.extent(),
    close: () => warehouse.close(),
  }
}
