import type { Connector } from '../../event/index.ts'
import { folderSource } from './folder.ts'
import type { Sink, Source } from './source.ts'

/** Starts what fetches; null where others hand in. */
export function startSource(connector: Connector, sink: Sink): Source | null {
  switch (connector.kind) {
    case 'webhook':
      return null
    case 'folder':
      return folderSource(connector, sink)
  }
}
