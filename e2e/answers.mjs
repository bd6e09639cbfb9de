// The right answers, read from the banks of questions: tests sit quizzes as somebody who has studied.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

const courses = new URL("../content/courses/", import.meta.url);

/** bank is every question of a course by its stem. */
export function bank(course, lang = "en") {
  const folder = new URL(`${course}/bank/`, courses);
  const items = readdirSync(folder).flatMap((file) => parse(readFileSync(new URL(file, folder), "utf8")).items);
  return new Map(items.map((item) => [plain(item.stem[lang]), item]));
}

const plain = (text) => text.replace(/\s+/g, " ").trim();
const verdict = { en: ["False", "True"], ar: ["خطأ", "صحيح"] };

/** answer fills in one question on the page, right, whatever order its options come in. */
export async function answer(section, items, lang = "en") {
  const stem = plain(await section.locator(".stem").innerText());
  const item = items.get(stem);
  assert.ok(item, `the bank holds “${stem}”`);
  const pick = async (texts) => {
    for (const option of await section.locator("label.opt").all())
      if (texts.map(plain).includes(plain(await option.innerText()))) await option.locator("input").check();
  };
  const choose = async (want) => {
    for (const line of await section.locator("ol.lines > li").all()) {
      const left = plain(await line.locator("label").first().innerText());
      await line.locator("select").selectOption(want(left));
    }
  };
  switch (item.kind) {
    case "single":
    case "multiple":
      return pick(item.options.filter((o) => o.right).map((o) => o.text[lang]));
    case "true-false":
      return pick([verdict[lang][Number(item.answer)]]);
    case "matching": {
      const right = new Map(item.pairs.map((p) => [plain(p.left[lang]), plain(p.right[lang])]));
      return choose((left) => ({ label: right.get(left) }));
    }
    case "ordering":
      return choose((step) => ({ value: String(item.steps.findIndex((s) => plain(s[lang]) === step) + 1) }));
    case "numeric":
      return section.locator("input.input").fill(String(item.value));
    case "short-text":
      return section.locator("input.input").fill(item.accept[lang][0]);
    default:
      assert.fail(`no way to answer a question of kind ${item.kind}`);
  }
}

/** secrets are sentences that only somebody who has answered may read: the reasons in lessons and in the bank. */
export function secrets(course, lang = "en") {
  const folder = new URL(`${course}/lessons/`, courses);
  const checks = readdirSync(folder)
    .filter((file) => file.endsWith(`.${lang}.md`))
    .flatMap((file) => [...readFileSync(new URL(file, folder), "utf8").matchAll(/^```check\n(.*?)^```/gms)].map(([, text]) => parse(text)));
  return {
    lessons: checks.flatMap((check) => check.options.map((o) => escaped(o.because))),
    bank: [...bank(course, lang).values()].flatMap((item) => [item.because?.[lang], ...(item.options ?? []).map((o) => o.because?.[lang])]).filter(Boolean).map(escaped),
  };
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("'", "&#39;").replaceAll('"', "&#34;");
