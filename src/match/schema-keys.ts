import * as z from 'zod'

type Inner = z.core.$ZodType
type Path = readonly (string | number)[]

/** The keys that a schema knows at a place, over all branches of its unions: what a misspelt key is compared with. */
export function keysAt(schema: Inner, path: Path): readonly string[] {
  let here: readonly Inner[] = branchesOf(schema)
  for (const key of path) here = here.flatMap((each) => below(each, key)).flatMap((each) => branchesOf(each))
  return [
    ...new Set(here.flatMap((each) => (each instanceof z.core.$ZodObject ? Object.keys(each._zod.def.shape) : []))),
  ]
}

/** Through what only wraps, down to schemas that hold values. */
function branchesOf(schema: Inner): readonly Inner[] {
  if (schema instanceof z.core.$ZodUnion) return schema._zod.def.options.flatMap((each) => branchesOf(each))
  if (schema instanceof z.core.$ZodLazy) return branchesOf(schema._zod.def.getter())
  if (schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodReadonly)
    return branchesOf(schema._zod.def.innerType)
  return [schema]
}

function below(schema: Inner, key: string | number): readonly Inner[] {
  if (schema instanceof z.core.$ZodArray) return [schema._zod.def.element]
  if (schema instanceof z.core.$ZodRecord) return [schema._zod.def.valueType]
  if (!(schema instanceof z.core.$ZodObject)) return []
  const shape = schema._zod.def.shape
  const child = Object.hasOwn(shape, key) ? shape[key] : undefined
  return child === undefined ? [] : [child]
}
