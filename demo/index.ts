/** Harbour Bank (simulated): a company that does not exist, and its customers, who do not either. */
export { company } from './company.ts'
export { live } from './live.ts'
export { demoMaps } from './maps/index.ts'
export { simulate, simulation, truth } from './simulate.ts'
export type { Truth } from './truth.ts'
