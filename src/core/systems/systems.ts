import beijing from './beijing-department.json';
import hebei from './hebei-county-department.json';
import hunan from './hunan-department.json';
import framework from './mof-2013-department.json';
import project from './mof-2020-project.json';
import rateFile from './rates.json';
import shenzhen from './shenzhen-department.json';
import type { IndicatorSystem, RateDefinition } from './system';
import xinjiang from './xinjiang-department.json';

const files = [framework, project, shenzhen, xinjiang, beijing, hebei, hunan];

/** The indicator systems that come with the program, one data file each; each of them passes `loadSystem`, which a test proves. */
export const systems = files.map(({ $schema, ...system }) => system) as readonly unknown[] as readonly IndicatorSystem[];

/** The standard rates, declared once for all systems. */
export const standardRates = rateFile as readonly unknown[] as readonly RateDefinition[];

/** The built-in system with this id, or null. */
export function systemById(id: string): IndicatorSystem | null {
  return systems.find((system) => system.id === id) ?? null;
}
