import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The two that are compared, in the address: a third takes the place of the second. */
export function useCompared() {
  const { compare = [] } = useSearch({ from: '/variants/{-$map}' })
  const navigate = useNavigate({ from: '/variants/{-$map}' })
  const put = useCallback(
    (change: (ids: readonly string[]) => string[]) =>
      void navigate({
        search: ({ compare: old = [], ...rest }) => {
          const ids = change(old)
          return ids.length === 0 ? rest : { ...rest, compare: ids }
        },
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  return {
    compared: compare,
    toggle: useCallback(
      (id: string) => put((old) => (old.includes(id) ? old.filter((one) => one !== id) : [...old.slice(0, 1), id])),
      [put],
    ),
    close: useCallback(() => put(() => []), [put]),
  }
}
