import { keepPreviousData } from '@tanstack/react-query'
import { useAsk } from '../../app/ask.ts'
import { ShareFigure } from '../../figure/figure.tsx'
import { overlay } from './overlay.tsx'

/** The map as it is without any other overlay: its own lanes say what was promised and what was kept. */
export const promises = overlay({
  id: 'promises',
  label: 'Promises',
  useAnswer: ({ id, query, enabled }) =>
    useAsk(
      'GET /api/maps/:map/measure',
      { params: { map: id }, query },
      { enabled, placeholderData: keepPreviousData },
    ),
  lanes: [],
  replaces: [],
  summary: ({ promise, cases }, { model }) =>
    cases > 0 && (
      <ShareFigure
        label={model.map.draft ? 'Proposed promises met' : 'Promises kept'}
        share={promise}
        judged={!model.map.draft}
        none="no promise that events can answer"
      />
    ),
  panel: () => null,
})
