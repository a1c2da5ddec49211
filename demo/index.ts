/** Harbour Bank (simulated): a company that does not exist, and its customers, who do not either. */
export { company } from './company.ts'
export { type Live, live } from './live.ts'
export { demoMaps } from './maps/index.ts'
export { type Simulation, simulate, simulation, truth } from './simulate.ts'
export type { Planted, Truth } from './truth.ts'
