/** The whole text of an AWS file, byte order mark included; undefined where there is none; or why it cannot be read. */
export type AwsFileText =
  | { readonly kind: "text"; readonly text: string | undefined }
  | { readonly kind: "refused"; readonly message: string };

/** What came of writing an AWS file. Refused: the file is as it was, or as another program has left it. */
export type AwsFileWritten =
  { readonly kind: "written" } | { readonly kind: "refused"; readonly message: string };
