export {
  type CaseRule,
  type Evidence,
  type MapDocument,
  type Named,
  type Outcome,
  type Persona,
  type Phase,
  type Programme,
  type Stage,
  type Step,
  type StepPromise,
  stages,
} from './document.ts'
