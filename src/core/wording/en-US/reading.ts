/** Messages of the area `reading` in en-US. */
export default {
  unitMissing: 'No unit of money (yuan or ten thousand yuan) was found on "{sheet}". Please choose one.',
  unitContradicts: '{cell} says "{text}", which contradicts the unit "{unit}" of its table. Please choose the unit to read it in.',
  unitDeclaredTwice: '"{sheet}" declares two units of money, {first} and {second}. Please choose one.',
  labelAmbiguous: '"{label}" may mean {first} or {second}. Please choose one.',
  choiceChange: 'the change of the budget',
  choiceResult: 'the budget after the change',
  valuesDiffer: '"{label}" is {value1} in {cell1} and {value2} in {cell2}. Please choose the right one.',
  organisationMissing: 'The name of the unit was not found. Please enter it.',
  yearMissing: 'The year was not found. Please enter it.',
  nothingFound:
    'No budget figures were found: looked at {sheets} for tables with columns such as initial budget, full-year budget or outturn.',
  nothingFoundEmpty: 'No budget figures were found: the workbook has no readable cells.',
  hiddenSkipped: 'Hidden sheets were not read: {sheets}.',
  pickedByHand: 'chosen by hand',
  sheetsMore: 'and others, {count} sheets in all',
} as const;
