import type * as z from 'zod'
import type { Routes } from '../contract.ts'

/** What one route may be asked: the check of a request and the description of the route are made from it alone. */
export interface Asked {
  /** what it answers, in a line */
  readonly says: string
  /** its parameters in the address by name; there are no others */
  readonly query: Readonly<Record<string, z.ZodType>>
  /** its body: JSON of a shape, or a file's bytes; absent: it takes none */
  readonly body?: z.ZodType | 'file'
}

export type RouteKey = keyof Routes
type Query<Key extends RouteKey> = Routes[Key]['query']

/** Every parameter that the contract names is checked, and no other is taken. */
type Checked<Key extends RouteKey> = [keyof Query<Key>] extends [never]
  ? Readonly<Record<string, never>>
  : { readonly [Name in keyof Query<Key>]-?: z.ZodType }

/** As JSON brings it: what may be left out may as well be undefined. */
type Brought<Body> = { [Name in keyof Body]: Body[Name] }
type BodyOf<Key extends RouteKey> = Routes[Key] extends { body: infer Body }
  ? Body extends Blob
    ? { readonly body: 'file' }
    : { readonly body: z.ZodType<unknown, Partial<Record<keyof Brought<Body>, unknown>>> }
  : { readonly body?: never }

/** One a route, none missing: a new route of the contract fails to compile until it says what it may be asked. */
export type Asks = { readonly [Key in RouteKey]: Asked & { readonly query: Checked<Key> } & BodyOf<Key> }
