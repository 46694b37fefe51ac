/** The people of the demo workspace. The first one is the person who uses it. */
export const PEOPLE = [
  { username: 'camille', fullName: 'Camille Roy', role: 'operations engineer' },
  { username: 'jonas', fullName: 'Jonas Weber', role: 'servers and networks' },
  { username: 'ines', fullName: 'Inès Carvalho', role: 'junior engineer' },
  { username: 'noe', fullName: 'Noé Lambert', role: 'project office' },
  { username: 'helene', fullName: 'Hélène Morvan', role: 'tenders' },
  { username: 'yann', fullName: 'Yann Le Goff', role: 'maintenance' },
  { username: 'marc', fullName: 'Marc Delaunay', role: 'head of operations' },
  { username: 'aoife', fullName: 'Aoife Byrne', role: 'telemetry' },
  { username: 'tom', fullName: 'Tom Whitfield', role: 'hydraulics' },
  { username: 'priya', fullName: 'Priya Nair', role: 'software' },
] as const;

export type Username = (typeof PEOPLE)[number]['username'];
