export const formats = ['csv', 'json-lines', 'parquet', 'xes', 'ocel'] as const
export type Format = (typeof formats)[number]

export const encodings = ['utf-8', 'latin-1', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]
