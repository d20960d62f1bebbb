/** The four offices a concern can reach. A closed set: `policy.yaml` names and staffs them, it cannot add one. */
export const OFFICES = ['ethics', 'ombudsman', 'investigations', 'hr'] as const
export type Office = (typeof OFFICES)[number]
