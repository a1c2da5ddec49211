export interface OpenedLink {
  readonly kind: 'first' | 'link'
  readonly token: string
}

/** What follows # in a one-time link; it is sent to nobody but with the new password. */
export function linkIn({ pathname, hash }: Location): OpenedLink | null {
  const [, kind, token] = /^#(first|link)=([\w-]+)$/.exec(hash) ?? []
  if (pathname !== '/sign-in' || token === undefined) return null
  return { kind: kind === 'first' ? 'first' : 'link', token }
}
