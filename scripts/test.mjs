// `npm test`: installs what is missing, then hands over to test.ts.
import { install } from "./install.mjs";
import { runScript } from "./runScript.mjs";

install();
runScript("test.ts");
