// What the exercise adds to a page that works without it: the clock runs, news
// arrive by themselves, drafts are kept while they are written, and the
// debrief can be scrubbed.
import { countdown } from "./lib/countdown";
import { drafts } from "./lib/drafts";
import { scrub } from "./lib/scrub";
import { news } from "./lib/news";

countdown();
drafts();
news();
scrub();
