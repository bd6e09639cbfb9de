// What every page loads. Nothing here is needed for a page to work: it makes
// forms smooth, keeps live parts live, and says when the line is gone.
import "htmx.org/dist/htmx.esm.js";
import "htmx.org/dist/ext/hx-sse.js";
import { clock } from "./lib/clock";
import { line } from "./lib/line";
import { menus } from "./lib/menus";
import { theme } from "./lib/theme";

clock();
menus();
theme();
line();
