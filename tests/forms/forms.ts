import type { IssuedForm } from './form-builder';
import { chongqing, guizhou, sichuan, yunnan } from './south-west';

/** Issued forms of many places, as their bureaus lay them out; figures are made up. */
export const forms: readonly IssuedForm[] = [sichuan, yunnan, chongqing, guizhou];
