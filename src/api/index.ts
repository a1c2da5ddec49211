export { type AppOptions, createApp } from './app.ts'
export { type Context, createContext } from './context.ts'
export type { ImportState, JourneyCard, JourneyIndex, MapAnswer, Problem, Routes, Status } from './contract.ts'
export { anyAddress } from './guard.ts'
