/** Where the catalogue's files come from. The host gives it: files beside the bundle, read only when asked. */
export interface CatalogueSource {
  /** The text of one file of the `data` folder, by its path there: `index.json`, `services/s.json`. Rejects if it cannot be read. */
  read(name: string): Promise<string>;
}
