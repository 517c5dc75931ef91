# What a log of Exim says, held against records: the same passes, and one that
# lacks, has something else or is too many fails.
# shellcheck shell=sh disable=SC2154
cat >mainlog <<'END'
2026-01-12 08:00:00 1vf5Ll-0000000E52C-5erz <= a@a.example H=c.a.example [192.0.2.7] P=esmtp S=900 id=m1@a.example
2026-01-12 08:00:02 1vf5Ll-0000000E52C-5erz => b@b.example R=r T=remote_smtp H=mx.b.example [192.0.2.9] C="250 OK id=Abc-1" QT=2s DT=1s
2026-01-12 08:00:02 1vf5Ll-0000000E52C-5erz Completed QT=2s
2026-01-12 08:00:03 H=(x) [192.0.2.8] F=<a@a.example> rejected RCPT <v@b.example>: relay not permitted
END
cat >right <<'END'
{"kind":"transaction","queue_id":"1vf5Ll-0000000E52C-5erz","sender":"a@a.example","size":900,"message_id":"m1@a.example","client":"c.a.example","client_ip":"192.0.2.7","arrived":"2026-01-12T08:00:00Z","removed":"2026-01-12T08:00:02Z","deliveries":[{"recipient":"b@b.example","status":"sent","attempts":1,"relay":"mx.b.example","relay_ip":"192.0.2.9","remote_id":"Abc-1","delay_s":2,"transmit_s":1,"deferred_s":0}]}
{"kind":"transaction"}
END
sed 1d right >without_message
sed '$d' right >without_refused
sed 's/"sent"/"deferred"/' right >other_status
sed 's/"size":900/"size":901/' right >other_size
sed 's/"transmit_s":1/"transmit_s":9/' right >other_time
sed '1p' right >twice

rows() {
	perl "$tests/tools/eximrows.pl" mainlog <"$1"
}

passes 'rows of Exim: what the log says' rows right
for case in without_message without_refused other_status other_size other_time twice; do
	fails "rows of Exim: $case" rows $case
done
