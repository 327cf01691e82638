// Shows what the control plane says, anew every second; everything goes through its own calls.
const calls = new URL("v1/", new URL("./", location.href));
const at = (id) => document.getElementById(id);
const problem = (text) => { at("problem").textContent = text; };

async function call(method, path, body) {
  const reply = await fetch(new URL(path, calls), {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body,
  });
  const content = await reply.json();
  if (!reply.ok) throw new Error(content.error);
  return content;
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function entry(told) {
  const item = document.createElement("li");
  item.dataset.number = told.number;
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.append(
    element("span", `${told.number} `, "quiet"),
    element("span", `${told.status || "no reply"} `, `status ${told.status && told.status < 400 && !told.refusal ? "ok" : "refused"}`),
    element("strong", `${told.system} ${told.operation} `),
    element("span", `${told.method} ${told.path}${told.query ? "?" + told.query : ""}`, "quiet"),
  );
  for (const [label, text] of [["refused because", told.refusal], ["planned fault", told.fault], ["nearest", told.near_miss]]) {
    if (text) summary.append(element("span", ` · ${label}: ${text}`, "refused"));
  }
  details.append(summary);
  for (const [label, text] of [["Request", told.request_body], ["Reply", told.reply_body]]) {
    if (text) details.append(element("p", label, "quiet"), element("pre", text));
  }
  item.append(details);
  return item;
}

let newest = 0;
let shown = "";

async function showJournal() {
  const form = new FormData(at("journal-form"));
  const asked = new URLSearchParams([...form].filter(([, value]) => value));
  if (asked.toString() !== shown) {
    shown = asked.toString();
    newest = 0;
    at("journal").replaceChildren();
  }
  asked.set("since", newest + 1);
  asked.set("limit", 100);
  const told = await call("GET", `journal?${asked}`);
  if (told.next_number <= newest) { newest = 0; at("journal").replaceChildren(); return; }
  for (const one of told.entries) at("journal").prepend(entry(one));
  newest = Math.max(newest, told.next_number - 1);
  while (at("journal").children.length > 200) at("journal").lastChild.remove();
}

async function showPortfolio(name) {
  at("portfolio").hidden = !name;
  if (!name) return;
  const told = await call("GET", "portfolio");
  at("people").textContent = Object.entries(told.people).map(([role, login]) => `${role}: ${login}`).join(" · ");
  at("chapters").replaceChildren(...told.chapters.map((chapter, number) => element("li",
    `${number + 1}. ${chapter.title}${chapter.is_played ? " (played)" : ""}`, chapter.is_played ? "" : "quiet")));
  at("events").replaceChildren(...told.events.map((event) => element("li", `· ${event}`)));
  document.querySelector('[data-post="portfolio/next"]').disabled = told.chapters.every((chapter) => chapter.is_played);
}

function showState(state) {
  at("records").replaceChildren(...Object.entries(state.records).map(([product, counts]) => {
    const line = element("p", "");
    line.append(element("strong", `${product} `));
    for (const [kind, count] of Object.entries(counts)) line.append(element("span", `${count} ${kind}`, count ? "count" : "count quiet"));
    return line;
  }));
  const numbers = state.snapshots.join();
  if (at("snapshots").dataset.numbers !== numbers) {
    at("snapshots").dataset.numbers = numbers;
    at("snapshots").replaceChildren(...state.snapshots.toReversed().map((number) => new Option(number)));
  }
  at("snapshots").disabled = at("restore").disabled = !state.snapshots.length;
  at("reset").onclick = () => {
    if (!confirm("All records, the journal, the faults and the snapshots will be gone. Begin anew?")) return;
    const portfolio = state.portfolio ? { portfolio: state.portfolio } : {};
    doing("POST", "state/reset", JSON.stringify({ seed: state.seed, ...portfolio }));
  };
}

async function showAll() {
  try {
    const [state, clock, faults] = await Promise.all([call("GET", "state"), call("GET", "clock"), call("GET", "faults")]);
    at("summary").textContent = `Seed ${state.seed}, portfolio ${state.portfolio ?? "none"}, ${state.journal_entries} exchanges`;
    showState(state);
    at("clock").textContent = `${clock.now} ${clock.is_frozen ? "(frozen)" : "(running)"}`;
    at("faults").replaceChildren(...faults.faults.map((fault) => element("li",
      `${fault.system} ${fault.operation}: ${fault.kind}, calls ${fault.first} to ${fault.first + fault.times - 1}; ${fault.calls_seen} seen`)));
    await showPortfolio(state.portfolio);
    await showJournal();
  } catch (error) {
    at("summary").textContent = `The simulators do not answer: ${error.message}`;
  }
}

async function doing(method, path, body) {
  problem("");
  try { await call(method, path, body); } catch (error) { problem(error.message); }
  await showAll();
}

for (const button of document.querySelectorAll("[data-post]")) {
  button.addEventListener("click", () => doing("POST", button.dataset.post, button.dataset.body));
}
at("state-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const { snapshot } = Object.fromEntries(new FormData(event.target));
  doing("POST", "state/restore", JSON.stringify({ snapshot: Number(snapshot) }));
});
at("clear-faults").addEventListener("click", () => doing("DELETE", "faults"));
at("journal-form").addEventListener("input", showAll);
at("fault-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const { operation, kind, first, times } = Object.fromEntries(new FormData(event.target));
  doing("POST", "faults", JSON.stringify({ operation, kind, first: Number(first), times: Number(times) }));
});

const [fidelity, openapi] = await Promise.all([call("GET", "fidelity"), call("GET", "openapi.json")]);
at("operations").replaceChildren(...fidelity.operations.map((operation) => new Option(operation.name)));
const { schemas } = openapi.components;
at("kinds").replaceChildren(...schemas.FaultKind.enum.map((kind) => new Option(kind)));
for (const input of document.querySelectorAll("#fault-form input[type=number]")) {
  const { minimum, maximum, default: usual } = schemas.PlanFault.properties[input.name];
  Object.assign(input, { min: minimum, max: maximum, value: usual });
}
const filters = openapi.paths["/_simulator/v1/journal"].get.parameters;
at("systems").append(...filters.find(({ name }) => name === "system").schema.enum.map((system) => new Option(system)));
await showAll();
setInterval(showAll, 1000);
