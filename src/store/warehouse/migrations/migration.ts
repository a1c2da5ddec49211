/** A step of the warehouse's shape. Steps are never changed once released, only added. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly statements: readonly string[]
}
