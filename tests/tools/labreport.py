#!/usr/bin/env python3
"""labreport.py MT-REPORT LAB - hold reports against what is known of a lab.

LAB is a directory as `labtrace.sh` wants it. Of each scenario, and of each kind
of planned delay in it, one message is reported on with the logs of all hosts;
then the logs as a whole. A planned delay must be told of its host, as long as
it was planned at least, and with its cause; where nothing was planned, no host
may be blamed. Prints what is wrong, and fails where anything is.
"""
import collections
import json
import re
import subprocess
import sys

program, lab = sys.argv[1:3]
hosts = json.load(open(lab + "/hosts.json"))["hosts"]
LEAST = 2.0  # seconds: less is not worth a sentence
LONGER = 12  # seconds: what the next attempt may come late

# What was planned, and the words in which a report has to tell it.
WORDS = (
    ("451 at RCPT", r"attempt that worked|administrator deleted", r"451 "),
    ("refuses connections", r"attempt that worked|refused for good",
     r"Connection refused"),
    ("greylisted", r"attempt that worked", r"[Gg]reylist"),
    ("never answers", r"tried in vain .* gave up", r"No route to host"),
    ("times out", r"attempt that worked|find and reach a host",
     r"timed out|find and reach"),
    ("hold queue", r"on hold", r"waiting for review"),
    ("client waits", r"get the message into its queue", r"slow client"),
    ("content filter", r"its content filter", r""),
    ("answers DATA after", r"hand the message over|in its queue",
     r""),
)
# What a report must say of scenarios beside their delays.
ALSO = {
    "loop": r"in a circle .* got it \d+ times",
    "fallback": r"asked \S+ before, in vain: Connection refused",
    "expire": r"gave it up at",
    "hard-bounce": r"did not reach .* gave it up at",
}
UNITS = {"d": 86400, "h": 3600, "m": 60, "min": 60, "s": 1}
DURATION = r"(\d[\d.]*(?: (?:d|h|min|m|s)\b(?: \d+ (?:h|m|s)\b)?))"
SENTENCE = re.compile(
    r"(?:^|: )(\S+) (?:waited|kept|took|needed|left|tried|had)\b.*? (?:for )?"
    + DURATION)
problems = collections.Counter()
counts = collections.Counter()


def wrong(what, *detail):
    problems[what] += 1
    print(what + ":", *detail)


def seconds(text):
    parts = text.split()
    return sum(float(n) * UNITS[u] for n, u in zip(parts[::2], parts[1::2]))


def report(*arguments):
    options = ["--now", "2030-01-01T00:00:00Z"]
    for name, h in hosts.items():
        options += ["--host=*/logs/%s/*=%s" % (name, h["fqdn"]),
                    "--tz=*/logs/%s/*=%s" % (name, h["tz"])]
    run = subprocess.run([program, *options, *arguments, "--log", lab + "/logs"],
                         capture_output=True, text=True)
    if run.returncode != 0:
        wrong("status", run.returncode, arguments, run.stderr)
    return run.stdout


def items(text, heading):
    """The items of lists in a section, each as one line."""
    part = re.split(r"^%s\n=+\n" % heading, text, flags=re.M)[1]
    part = re.split(r"\n=+\n", part)[0]
    part = re.sub(r"\n  +", " ", part)
    return [line[2:] for line in part.split("\n") if line.startswith("- ")]


def losses(sentences):
    for s in sentences:
        m = SENTENCE.search(s)
        if m and "other recipients" not in s:
            yield m.group(1), seconds(m.group(2)), s


def words_of(cause):
    for start, what, why in WORDS:
        if start in cause:
            return what, why
    return "unknown cause " + cause, ""


def names(delay):
    return [hosts[h]["fqdn"] for h in delay["host"].split(" or ")]


def least_of(e, delay):
    return 1 if e["outcome"] == "deleted" else delay["min_s"] - 1.5


def check_delay(message, e, delay, told):
    what, why = words_of(delay["cause"])
    least = least_of(e, delay)
    for host, us, sentence in told:
        if host in names(delay) and us >= least and \
                us <= delay["min_s"] + LONGER + delay["min_s"] / 2 and \
                re.search(what, sentence) and re.search(why, sentence):
            return
    wrong("delay", message["lab"], message["scenario"], delay, told)


def check_message(message, e):
    counts["messages"] += 1
    text = report("--message", lab + "/" + e["actual"]["file"])
    for section in "Summary", "Journey":
        said = items(text, section)
        told = list(losses(said))
        planned = [d for d in e["delays"] if not d.get("maybe")]
        for delay in planned:
            counts["delays"] += 1
            check_delay(message, e, delay, told)
        blamed = {n for d in e["delays"] for n in names(d)}
        for host, us, sentence in told:
            if us >= LEAST and host not in blamed and \
                    not e.get("natural_slow") and "find and reach" not in sentence:
                wrong("blamed", message["lab"], message["scenario"], sentence)
        also = ALSO.get(message["scenario"])
        if also and (planned or not e["delays"]) and \
                not any(re.search(also, s) for s in said):
            wrong("not told", message["lab"], message["scenario"], also)


ROW = re.compile(r"\| " + DURATION + r" \| `(\S+)` \| ([^|]*) \| [^|]* \| `<(.+?)>`")


def message_ids(m):
    ids = {m["message_id"]}
    for e in m["expect"]:
        if e["outcome"] == "delivered":
            ids.add((e.get("actual") or {}).get("message_id"))
    return {i.strip("<>") for i in ids - {None}}


def check_logs(truth):
    """Each planned delay is in the list of messages that lost most time, and
    nothing else."""
    text = report("-f", "markdown", "--top", "1000")
    if "The message that lost most time" not in text:
        wrong("summary", "does not name the slowest message")
    told = collections.defaultdict(list)
    for seconds_, host, stage, message in ROW.findall(text):
        told[message].append((host, seconds(seconds_), stage))
    known = collections.defaultdict(set)
    for m in truth:
        of_it = [row for i in message_ids(m) for row in told[i]]
        slow = any(e.get("natural_slow") for e in m["expect"])
        for e in m["expect"]:
            for d in e["delays"]:
                for i in message_ids(m):
                    known[i].update(names(d))
                least = least_of(e, d)
                if d.get("maybe") or least < LEAST:
                    continue
                counts["delays in logs"] += 1
                if not any(host in names(d) and us >= least
                           for host, us, stage in of_it):
                    wrong("not in the list", m["lab"], d, of_it)
        if slow:
            for i in message_ids(m):
                known[i].update(h["fqdn"] for h in hosts.values())
    for i, of_it in told.items():
        for host, us, stage in of_it:
            # OpenSMTPD tells whole seconds.
            if host not in known[i] and stage != "connecting" and us > LEAST:
                wrong("blamed by the list", i, host, us, stage)


def main():
    truth = [json.loads(line) for line in open(lab + "/truth.jsonl")]
    seen = set()
    for m in truth:
        for e in m["expect"]:
            if not (e.get("actual") or {}).get("file"):
                continue
            causes = [d["cause"] for d in e["delays"] if not d.get("maybe")]
            key = (m["scenario"], causes[0] if causes else None)
            if key not in seen:
                seen.add(key)
                check_message(m, e)
    check_logs(truth)
    print(dict(counts))
    print("wrong:", dict(problems))
    return bool(problems)


sys.exit(main())
