import { AppError } from '../../shared/errors.ts'
import { separateParts } from './separateParts/separateParts.ts'
import { closedForm } from './closedForm/closedForm.ts'
import { conservation } from './conservation/conservation.ts'
import { domain } from './domain/domain.ts'
import { dynamics } from './dynamics/dynamics.ts'
import { equivariant } from './equivariant/equivariant.ts'
import { geneticProgramming } from './geneticProgramming/geneticProgramming.ts'
import { hamiltonian } from './hamiltonian/hamiltonian.ts'
import { groups } from './groups/groups.ts'
import type { Method } from './method.ts'
import { parametricSums } from './parametricSums/parametricSums.ts'
import { potential } from './potential/potential.ts'
import { powerLaw } from './powerLaw/powerLaw.ts'
import { sparseRegression } from './sparseRegression/sparseRegression.ts'
import { surrogate } from './surrogate/surrogate.ts'
import { symmetry } from './symmetry/symmetry.ts'
import { symplecticMap } from './symplecticMap/symplecticMap.ts'
import { template } from './template/template.ts'
import { transport } from './transport/transport.ts'

/** Every method, in the order of the list that the user sees. */
export const METHODS: readonly Method[] = [
  powerLaw,
  sparseRegression,
  closedForm,
  parametricSums,
  separateParts,
  geneticProgramming,
  template,
  groups,
  conservation,
  transport,
  dynamics,
  domain,
  hamiltonian,
  potential,
  symplecticMap,
  symmetry,
  surrogate,
  equivariant
]

/** The method with this id; an unknown one is an AppError. */
export function findMethod(id: string): Method {
  const method = METHODS.find(({ descriptor }) => descriptor.id === id)
  if (method !== undefined) return method
  const known = METHODS.map(({ descriptor }) => descriptor.id)
  throw new AppError('unknownMethod', `There is no method "${id}"; there are ${known.join(', ')}.`, {
    method: id,
    known
  })
}
