import { writeFile } from 'node:fs/promises'

/** What a command gives back: the answer for `--json`, and the same for people. */
export interface Answer {
  readonly json: unknown
  readonly text: string
  /** 0 done, 1 findings */
  readonly code?: 0 | 1
}

export interface OutputOptions {
  readonly json?: boolean
  readonly out?: string
}

export async function print(answer: Answer, options: OutputOptions): Promise<void> {
  const text = options.json ? JSON.stringify(answer.json, null, 2) : answer.text
  if (options.out === undefined) await write(`${text.replace(/\n$/, '')}\n`)
  else {
    await writeFile(options.out, `${text.replace(/\n$/, '')}\n`)
    process.stderr.write(`written to ${options.out}\n`)
  }
  if (isOfNobody(answer.json)) {
    process.stderr.write(
      '0 cases: no event is a step of what was asked about, or no case fits the filter. npx throughline explore dfg lists what there is.\n',
    )
  }
  if (answer.code !== undefined) process.exitCode = answer.code
}

/** An answer about no case at all reads like good news if nobody says so. */
function isOfNobody(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'cases' in json && json.cases === 0
}

/** Waits until a pipe has taken it, so that nothing is cut when the process ends. */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
  })
}
