import { type CallArguments, HostObject, type Members, members } from '../protocol/host-object';
import { fullAddress, type Place } from './address';
import { type Book, sheetAddress } from './book';
import { ConditionalFormatCollection } from './conditional-format';
import { DataValidation } from './data-validation';
import { Range } from './range';
import { RangeFormat } from './range-format';
import { Worksheet } from './worksheet';

/** Several areas of one sheet. */
export class RangeAreas extends HostObject {
  readonly type = 'RangeAreas';
  readonly members: Members = areasMembers;

  constructor(
    readonly book: Book,
    readonly places: readonly Place[],
  ) {
    super();
  }

  override get keepable(): boolean {
    return true;
  }
}

/** `rangeAreas.areas`. */
class RangeCollection extends HostObject {
  readonly type = 'RangeCollection';
  readonly members: Members = collectionMembers;

  constructor(readonly ranges: readonly Range[]) {
    super();
  }
}

const collectionMembers = members<RangeCollection>({
  items: (self) => self.ranges,
  methods: {
    getCount: (self) => self.ranges.length,
    getItemAt: (self, given: CallArguments) => {
      const range = self.ranges[given.whole(0)];
      if (!range) throw given.invalid();
      return range;
    },
  },
});

const areasMembers = members<RangeAreas>({
  scalars: {
    address: { get: (self) => self.places.map((place) => fullAddress(self.book, place)).join(',') },
    addressLocal: { get: (self) => self.places.map((place) => sheetAddress(place.area)).join(',') },
    areaCount: { get: (self) => self.places.length },
    cellCount: {
      get: (self) => self.places.reduce((sum, { area }) => sum + (area.bottom - area.top + 1) * (area.right - area.left + 1), 0),
    },
  },
  objects: {
    areas: (self) => new RangeCollection(self.places.map((place) => new Range(self.book, place))),
    format: (self) => new RangeFormat(self.book, self.places),
    conditionalFormats: (self) => new ConditionalFormatCollection(self.book, self.places),
    dataValidation: (self) => new DataValidation(self.book, self.places),
    worksheet: (self) => (self.places[0] ? new Worksheet(self.book, self.places[0].sheet) : null),
  },
  methods: {
    clear: (self, given) => {
      for (const place of self.places) new Range(self.book, place).clear(given.optionalText(0) ?? 'All');
    },
  },
});
