// A program of a test's own, which it may kill.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { PASSWORD } from "./lib.mjs";

const program = new URL("../bin/credence", import.meta.url).pathname;

/** Program is bin/credence on a port and a data folder of its own. */
export class Program {
  constructor(folder, port) {
    this.folder = folder;
    this.port = port;
    this.base = `http://127.0.0.1:${port}`;
  }

  static async on(folder) {
    const port = await new Promise((found) => {
      const listener = createServer().listen(0, "127.0.0.1", () => {
        const { port } = listener.address();
        listener.close(() => found(port));
      });
    });
    return new Program(folder, port);
  }

  /** start resolves when the program says that it is ready. */
  async start() {
    const { DATABASE_URL, ...env } = process.env; // its own PostgreSQL
    this.process = spawn(program, {
      env: { ...env, CREDENCE_ADDR: `127.0.0.1:${this.port}`, CREDENCE_DATA: this.folder, CREDENCE_DEMO: "true", CREDENCE_DEMO_PASSWORD: PASSWORD },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.ended = new Promise((done) => this.process.once("exit", done));
    let said = "";
    await new Promise((ready, fail) => {
      const hear = (text) => {
        said += text;
        if (/^ready /m.test(said)) ready();
      };
      this.process.stdout.on("data", hear);
      this.process.stderr.on("data", hear);
      this.process.once("exit", (status) => fail(new Error(`the program ended with ${status}: ${said}`)));
    });
  }

  /** kill ends it as a power cut would: nothing is tidied up. */
  async kill() {
    this.process.kill("SIGKILL");
    await this.ended;
  }

  async stop() {
    if (this.process?.exitCode !== null || this.process.signalCode) return;
    this.process.kill("SIGTERM");
    await this.ended;
  }
}
