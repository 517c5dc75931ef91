#!/usr/bin/env python3
"""labmatch.py LAB < RECORDS - compare corroborations with what is known of a lab.

RECORDS is what `mt-trace -f json --message LAB/mail` made of the logs of all
hosts, each under its full name. Only fields that were forged may be
contradicted, and those of the lab's own hosts must be confirmed, but for ids
that no log has (content filters). A chain that was replayed is true as far as it goes.
"""
import collections
import json
import sys

lab = sys.argv[1]
forged = {}
for line in open(lab + "/truth.jsonl"):
    m = json.loads(line)
    for e in m["expect"]:
        if e.get("actual") and m.get("forged"):
            forged[e["actual"]["file"]] = (m["forged"], e["actual"]["n_received"])
own = {h["fqdn"] for h in json.load(open(lab + "/hosts.json"))["hosts"].values()}
counts = collections.Counter()
bad = 0
for line in sys.stdin:
    r = json.loads(line)
    if r["kind"] != "corroboration":
        continue
    f, n = forged.get(r["source"][len(lab) + 1:], (None, 0))
    fake = f and r["hop"] <= f["n_fake_received"]
    counts[("fake" if fake else "true", r["verdict"])] += 1
    wrong = (not fake and r["verdict"] == "contradicted") or \
        (fake and f["kind"] != "replay_chain" and f["is_forged"]
         and r["verdict"] == "confirmed") or \
        (not fake and r["verdict"] != "confirmed" and r.get("by") in own
         and r.get("dialect") != "amavis")
    if wrong:
        bad += 1
        print(r["source"], r["hop"], r["verdict"], r.get("by"), r.get("why"),
              f and f["kind"])
print(dict(counts))
print("wrong:", bad)
sys.exit(bad > 0)
