import htmx from "htmx.org/dist/htmx.esm.js";
import { start } from "./common.js";

window.htmx = htmx;
start();
