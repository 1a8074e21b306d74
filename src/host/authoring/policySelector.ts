import type * as vscode from "vscode";

/** The languages policies and role configs are written in. */
export const policySelector: vscode.DocumentSelector = [{ language: "json" }, { language: "jsonc" }];
