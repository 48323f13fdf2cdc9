/** Flags for a browser that runs without a person, without GPU and without talking to anyone. */
export declare const quietFlags: string[];
/** Path of an installed browser, `CHROME_PATH` first; null where there is none. */
export declare function findBrowser(): string | null;
