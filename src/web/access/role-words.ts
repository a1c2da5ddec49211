import type { Role } from '../../api/contract.ts'

export const roleWords = {
  viewer: 'sees every journey, figure and case, and changes nothing',
  editor: 'also draws maps and keeps segments, views and settings',
  operator: 'also brings in events and makes keys for the systems that send them',
  admin: 'also says who may sign in, and sees what was changed',
  partner: 'sees the maps that name it, with their figures, and no case',
} satisfies Record<Role, string>

export const roles = Object.keys(roleWords) as Role[] // the keys are all roles, as `satisfies` holds

/** The role that a choice stands at. */
export function roleIn(text: string): Role {
  return roles.find((one) => one === text) ?? 'viewer'
}
