/** The few functions of jstat that are used here; the library brings no types. */
declare module 'jstat' {
  const jStat: {
    /** regularised incomplete beta function I_x(a, b) */
    ibeta(x: number, a: number, b: number): number
    /** ln Γ(x) */
    gammaln(x: number): number
    studentt: { inv(p: number, df: number): number }
  }
  export default jStat
}
