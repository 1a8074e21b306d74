/** What an item is about, so that its documentation is written only when the item is shown. Plain JSON data. */
export type CompletionSubject =
  | { readonly about: "action"; readonly action: string }
  | { readonly about: "actionPattern"; readonly pattern: string }
  | { readonly about: "service"; readonly prefix: string }
  | { readonly about: "conditionKey"; readonly key: string }
  | { readonly about: "operator"; readonly operator: string }
  | { readonly about: "servicePrincipal"; readonly principal: string };
