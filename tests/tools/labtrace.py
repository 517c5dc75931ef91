#!/usr/bin/env python3
"""labtrace.py LAB < RECORDS - compare transactions with what is known of a lab.

LAB is a directory with truth.jsonl (one object for each injected message) and
wire.jsonl (SMTP transactions as they were captured); RECORDS is what
`mt-trace -f json` made of the logs of all its hosts, each under its lab name.
Prints what differs, and sums; fails where anything does.
"""
import collections
import json
import re
import sys

lab = sys.argv[1]
show = int(sys.argv[2]) if len(sys.argv) > 2 else 20
by_id = collections.defaultdict(list)
traces = collections.defaultdict(list)
short = {h["fqdn"]: name
         for name, h in json.load(open(lab + "/hosts.json"))["hosts"].items()}
for line in sys.stdin:
    t = json.loads(line)
    if t["kind"] != "transaction":
        continue
    for x in [t] + t.get("next", []) + t.get("previous", []):
        x["host"] = short.get(x["host"], x["host"])
    traces[t["trace"]].append(t)
    if "queue_id" in t:
        by_id[t["host"], t["queue_id"]].append(t)
by_message = collections.defaultdict(set)
for name, steps in traces.items():
    for t in steps:
        if t.get("message_id"):
            by_message[t["message_id"]].add(name)

problems = collections.Counter()
counts = collections.Counter()


def wrong(what, *detail):
    problems[what] += 1
    if problems[what] <= show:
        print(what + ":", *detail)


REPLY_ID = re.compile(
    r"queued as ([\w.-]+)|id=([\w-]+)|(\S+) Message accepted|Ok\. ([\w.]+)"
    r"|> (\S+) Saved")


def id_of(reply):
    m = REPLY_ID.search(reply or "")
    return m and next(g for g in m.groups() if g)


def hosts_of(hops):
    """Hosts of transactions: amavis keeps no queue of its own."""
    return [h.split("/")[0] for h in hops if not h.endswith("/amavis")]


def way(t):
    """Steps from the first one to this one."""
    steps = [t]
    while t.get("previous"):
        p = t["previous"][0]
        if p["how"] not in ("reply", "reinject", "message-id"):
            break
        t = next(x for x in by_id[p["host"], p["queue_id"]]
                 if x["trace"] == t["trace"])
        steps.insert(0, t)
    return steps


def ends(steps, rcpts):
    """Deliveries to one of the addresses that went no further."""
    for t in steps:
        onward = {n["queue_id"] for n in t.get("next", ())}
        for d in t.get("deliveries", ()):
            if d.get("remote_id") in onward and d["status"] == "sent":
                continue
            if rcpts & {d["recipient"].lower(),
                        d.get("orig_recipient", "").lower()}:
                yield t, d


STAGES = ("before_queue", "deferred", "in_queue", "connect", "transmit")
# What was planned, and where its time has to be found. Behind a slow server
# messages wait for their turn; a host that does not answer costs the time to
# find that out where another one takes the message in the same attempt.
STAGES_OF = (
    ("451 at RCPT", {"deferred"}),
    ("refuses connections", {"deferred"}),
    ("greylisted", {"deferred"}),
    ("never answers", {"deferred"}),
    ("times out", {"deferred", "connect"}),
    ("hold queue", {"before_queue"}),
    ("client waits", {"before_queue"}),
    ("content filter", {"transmit"}),
    ("answers DATA after", {"transmit", "in_queue"}),
)
LEAST_PLANNED = 4  # seconds: shorter than that no delay was made


def stages_of(cause):
    for words, stages in STAGES_OF:
        if words in cause:
            return stages
    return set()


def legs(steps, last):
    """Of each step the deliveries that led to the next one, and the last."""
    for t, following in zip(steps, steps[1:]):
        for d in t.get("deliveries", ()):
            if d.get("remote_id") == following["queue_id"]:
                yield t, d
    yield steps[-1], last


stage_seen = collections.defaultdict(collections.Counter)
truth = [json.loads(line) for line in open(lab + "/truth.jsonl")]
# Some messages have the Message-ID of another one: replays, and the like.
shared = collections.Counter(m["message_id"] for m in truth)
owner = {}
for m in truth:
    counts["messages"] += 1
    server = m["inject"]["server"]
    first = id_of(m["injected"].get("reply"))
    names = set()
    if first:
        names |= {t["trace"] for t in by_id[server, first]}
        if not names:
            wrong("first id not found", m["lab"], server, first)
    mids = {m["message_id"]} | {e["actual"].get("message_id") for e in m["expect"] if e.get("actual") and e["outcome"] == "delivered"}
    for mid in mids - {None}:
        if not names or shared[mid] < 2:
            names |= by_message[mid.strip("<>")]
    if not names:
        if m["injected"]["ok"]:
            wrong("no trace", m["lab"], m["scenario"])
        continue
    if len(names) > 1:
        wrong("several traces", m["lab"], m["scenario"], sorted(names))
        continue
    name = names.pop()
    if owner.setdefault(name, m["lab"]) != m["lab"]:
        wrong("merged", name, owner[name], m["lab"])
    steps = traces[name]
    for e in m["expect"]:
        counts["recipients"] += 1
        rcpts = {e["rcpt"].lower()}
        if e.get("box"):
            dom, user = e["box"].split("/", 1)
            rcpts |= {user + "@" + dom}
        found = [(t, d) for t, d in ends(steps, rcpts)]
        want = {"delivered": {"sent"}, "bounced": {"bounced", "expired", "rejected"},
                "deleted": {"deleted"}}[e["outcome"]]
        good = [(t, d) for t, d in found if d["status"] in want]
        if not good:
            wrong("outcome", m["lab"], m["scenario"], e["rcpt"], e["outcome"],
                  e["hops"], [(t["host"], d["recipient"], d["status"]) for t, d in found])
            continue
        if e["outcome"] == "delivered":
            ways = [[x["host"] for x in way(t)] for t, d in good]
            if hosts_of(e["hops"]) not in ways:
                wrong("way", m["lab"], m["scenario"], e["rcpt"], hosts_of(e["hops"]), ways)
        for delay in e["delays"]:
            counts["delays"] += 1
            if delay.get("maybe"):
                continue
            got = 0
            for t, d in good:
                path = way(t)
                for x in path:
                    if x["host"] not in delay["host"].split(" or "):
                        continue
                    for y in x.get("deliveries", ()):
                        v = y.get("delay_s", 0)
                        if v > got:
                            got, at = v, y
            # What was deleted did not wait until the end that was planned.
            least = 1 if e["outcome"] == "deleted" else delay["min_s"] - 1.5
            if got < least:
                wrong("delay", m["lab"], m["scenario"], e["rcpt"], delay, got)
            elif got:
                s = {k: at.get(k + "_s", 0) for k in STAGES}
                stage = max(s, key=s.get)
                stage_seen[delay["cause"]][stage] += 1
                if stage not in stages_of(delay["cause"]):
                    wrong("stage", m["lab"], m["scenario"], e["rcpt"], delay, s)
        if not e["delays"] and not e.get("natural_slow"):
            counts["not slow"] += 1
            for t, d in good:
                for x, y in legs(way(t), d):
                    if y.get("delay_s", 0) >= LEAST_PLANNED:
                        wrong("called slow", m["lab"], m["scenario"], e["rcpt"],
                              x["host"], x["queue_id"], y)
for line in open(lab + "/wire.jsonl"):
    w = json.loads(line)
    if (w.get("reply") or "").startswith("250"):
        i = id_of(w["reply"])
        if i:
            counts["wire ids"] += 1
            if not by_id[w["to_host"], i]:
                wrong("wire id", w["to_host"], i)
print("stages:", json.dumps(stage_seen, indent=1))
print(dict(counts))
print("wrong:", dict(problems))
sys.exit(bool(problems))
