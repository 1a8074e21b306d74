import tseslint from "typescript-eslint";

/** The import table of ARCHITECTURE.md: what a room may not import. The compiler's project references say the same. */
const rooms = {
  "src/core/**": { paths: [/^vscode/, /^node:/, /^@aws-sdk/], rooms: ["language", "live", "host", "cli"] },
  "src/language/**": { paths: [/^vscode$/, /^node:/, /^@aws-sdk/], rooms: ["live", "host", "cli"] },
  "src/live/**": { paths: [/^vscode/], rooms: ["language", "host", "cli"] },
  "src/host/*.ts": { paths: [/^node:/, /^@aws-sdk/], rooms: ["live", "cli", "node", "browser"] },
  "src/host/!(node|browser)/**": {
    paths: [/^node:/, /^@aws-sdk/],
    rooms: ["live", "cli", "node", "browser"],
  },
  "src/host/node/**": { paths: [/^@aws-sdk/], rooms: ["cli", "browser"] },
  "src/host/browser/**": { paths: [/^node:/, /^@aws-sdk/], rooms: ["live", "cli", "node"] },
  "src/cli/**": { paths: [/^vscode/, /^@aws-sdk/], rooms: ["host"] },
};

const shape = [
  { selector: "ExportDefaultDeclaration", message: "No default exports." },
  { selector: "ExportAllDeclaration", message: "No barrels." },
  { selector: "ExportNamedDeclaration[source]", message: "No barrels: import from where it is defined." },
];

export default tseslint.config(
  { ignores: ["dist/", "out/", ".vscode-test/", "data/", "examples/", "**/fixtures/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-restricted-syntax": ["error", ...shape],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  ...Object.entries(rooms).map(([files, forbidden]) => ({
    files: [files],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            ...forbidden.paths.map((regex) => ({
              regex: regex.source,
              message: "This room may not import it: see ARCHITECTURE.md.",
            })),
            ...forbidden.rooms.map((room) => ({
              regex: `^(\\.\\.?/)+(src/)?(host/)?${room}/`,
              message: `This room may not import '${room}': see ARCHITECTURE.md.`,
            })),
          ],
        },
      ],
    },
  })),
  { files: ["scripts/**", "src/cli/**", "test/**"], rules: { "no-console": "off" } },
);
