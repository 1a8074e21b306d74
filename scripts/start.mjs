// `npm start`: installs what is missing, then hands over to start.ts.
import { install } from "./install.mjs";
import { runScript } from "./runScript.mjs";

install();
runScript("start.ts");
