/** How long a piece of work may keep the page from drawing and answering clicks, in milliseconds. */
const longest = 12;

/** Cuts long work into slices: `pause` lets the page have its turn whenever a slice has lasted long enough. */
export class Breath {
  private since = performance.now();

  /** Resolves at once, or after the page has had its turn. */
  async pause(): Promise<void> {
    if (performance.now() - this.since < longest) return;
    await turn();
    this.since = performance.now();
  }

  /** Lets the page have its turn now: before something that can not be cut. */
  async rest(): Promise<void> {
    await turn();
    this.since = performance.now();
  }
}

/** A turn of the page. Timers are not asked: a page in the background gets those once a second. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
