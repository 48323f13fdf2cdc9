import type { Engine } from '../engine/engine';
import type { HostObject } from '../protocol/host-object';
import { RequestProcessor } from '../protocol/request-processor';
import { Session } from '../protocol/session';
import { Book } from './book';
import { Range } from './range';
import { AddinInternalService, Workbook } from './workbook';

/** An Excel that is not one: the object model over an engine, and the session an add-in talks to. */
export interface EmulatedExcel {
  readonly book: Book;
  readonly session: Session;
}

/** Puts the object model over an engine. `name` is the workbook's file name. */
export function emulateExcel(engine: Engine, name: string): EmulatedExcel {
  const processor: RequestProcessor = new RequestProcessor({
    root: (): HostObject => new Workbook(book, processor),
    service: (service) => (service === 'Microsoft.InternalService.AddinInternalService' ? new AddinInternalService() : null),
    settled: async () => {
      if (!book.calculationSuspended) await engine.settled();
    },
    batchEnds: async () => {
      if (!book.calculationSuspended) return;
      book.calculationSuspended = false;
      await engine.settled();
    },
  });
  const session = new Session(processor);
  const book: Book = new Book(
    engine,
    {
      publish: (type, target, message) => session.publish([65536, type, target, JSON.stringify(message)]),
      remember: (object) => processor.remember(object),
    },
    name,
  );
  book.rangeOf = (sheet, area) => new Range(book, { sheet, area });
  return { book, session };
}
