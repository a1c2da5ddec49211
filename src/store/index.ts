export type { Manifest } from './backup/manifest.ts'
export { restoreBackup } from './backup/restore.ts'
export { takeBackup } from './backup/take.ts'
export { binOf, countsQuery, waysQuery } from './lens/counts.ts'
export { type Owner, ownerOf } from './lock/lock.ts'
export { type OpenOptions, openStore, openTemporaryStore } from './open.ts'
export type {
  AccessShelf,
  Appended,
  Appending,
  AuditEntry,
  Batch,
  ConnectorShelf,
  IdentityChange,
  IdentityShelf,
  IdentityStep,
  KeptCases,
  Ledger,
  Lens,
  LensSpec,
  Log,
  LogRecord,
  MapShelf,
  Query,
  Renaming,
  SettingShelf,
  Source,
  Sourced,
  Store,
  StoredApiKey,
  StoredBackup,
  StoredConnector,
  StoredMap,
  StoredMember,
  StoredRefusal,
  StoredView,
  StoredWriter,
  ViewShelf,
  Warehouse,
  WriterShelf,
} from './ports.ts'
export { StoreProblem, type StoreProblemCode } from './problem.ts'
