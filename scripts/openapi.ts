// Writes docs/openapi.json: the description of every route, from the checks of requests and the types of answers.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openApiText } from './openapi/text.ts'

const file = fileURLToPath(new URL('../docs/openapi.json', import.meta.url))
writeFileSync(file, openApiText())
console.log(`${file} is written`)
