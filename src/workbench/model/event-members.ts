import type { CallArguments, HostObject, HostResult } from '../protocol/host-object';
import { type Book, eventType } from './book';

/** Names under which the client registers for events, with the event's number. */
const registrations: Readonly<Record<string, number>> = {
  ActivatedEvent: eventType.activated,
  DeactivatedEvent: eventType.deactivated,
  CalculatedEvent: eventType.calculated,
  DataChangedEvent: eventType.changed,
  SelectionChangedEvent: eventType.selectionChanged,
  FormatChangedEvent: eventType.formatChanged,
  FormulaChangedEvent: eventType.formulaChanged,
  RowHiddenChangedEvent: eventType.rowHiddenChanged,
  RowSortedEvent: eventType.rowSorted,
  ColumnSortedEvent: eventType.columnSorted,
  SingleClickedEvent: eventType.singleClicked,
  ProtectionChangedEvent: eventType.protectionChanged,
  EventNameChanged: eventType.nameChanged,
  EventVisibilityChanged: eventType.visibilityChanged,
  AddedEvent: eventType.added,
  DeletedEvent: eventType.deleted,
  EventMoved: eventType.moved,
};

/** The methods by which an object's events are turned on and off. */
export function eventMethods<T extends HostObject & { readonly book: Book; readonly eventTarget: string }>(
  ...without: readonly string[]
): Record<string, (self: T, given: CallArguments) => HostResult> {
  const methods: Record<string, (self: T, given: CallArguments) => HostResult> = {};
  for (const [name, type] of Object.entries(registrations)) {
    if (without.includes(name)) continue;
    methods[`_Register${name}`] = (self) => self.book.register(type, self.eventTarget, true);
    methods[`_Unregister${name}`] = (self) => self.book.register(type, self.eventTarget, false);
  }
  return methods;
}
