/** What a command asks of the pane that stands in the same page. */
export type PaneRequest =
  /** Show where this cell's number comes from. */
  | { readonly kind: 'trace'; readonly reference: string }
  /** Offer what this cell could be used as. */
  | { readonly kind: 'use'; readonly reference: string }
  /** The workbook was written: read it again. */
  | { readonly kind: 'written' };

type Listener = (request: PaneRequest) => void;

let listener: Listener | null = null;
let waiting: PaneRequest | null = null;

/** Hands a request to the pane; the newest one waits where the pane is not listening yet. */
export function requestPane(request: PaneRequest): void {
  if (listener) listener(request);
  else waiting = request;
}

/** The pane's side: takes a request that waited, and all later ones, until the returned function is called. */
export function onPaneRequest(next: Listener): () => void {
  listener = next;
  if (waiting) {
    const request = waiting;
    waiting = null;
    next(request);
  }
  return () => {
    if (listener === next) listener = null;
  };
}
