/*
 * Lines of one message to one transaction, in whatever way they come.
 *
 * Size: it is a table of cases.
 */
#define _GNU_SOURCE /* nftw() */

#include "flowrun.h"

#define P(time, daemon, text)                                                  \
	"Jan  2 10:" time " mx postfix/" daemon "[7]: " text "\n"
#define Q(time, text) P(time, "qmgr", text)
#define IN(time, id)                                                           \
	P(time, "smtpd", id ": client=c.example[192.0.2.1]")                   \
	P(time, "cleanup", id ": message-id=<m@c.example>")                    \
	Q(time, id ": from=<a@c.example>, size=900, nrcpt=1 (queue active)")
#define TO(time, id, delays, result)                                           \
	P(time, "smtp",                                                        \
	  id ": to=<b@d.example>, relay=d.example[198.51.100.1]:25, "          \
	     "delay=9, delays=" delays ", dsn=2.0.0, status=" result)
#define X(text) "2026-01-02 " text "\n" /* Exim's mainlog */
#define OK "sent (250 2.0.0 Ok: queued as 4Xyzw0123)"
#define LATER "deferred (host d.example said: 450 4.2.0 Greylisted)"

static const struct {
	const char *name, *log, *want;
} cases[] = {
	{"one message",
	 IN("00:01", "1A2B3C4D5") TO("00:02", "1A2B3C4D5", "0.5/0.1/0.2/0.3",
				     OK) Q("00:02", "1A2B3C4D5: removed"),
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 removed=10:00:02 complete\n"
	 "  b@d.example sent n=1 relay=d.example remote=4Xyzw0123 "
	 "before_queue=0.5 deferred=0 in_queue=0.1 connect=0.2 "
	 "transmit=0.3\n"},
	/* 300 s later: `a` counts from arrival, all but 0.5 s of it lost. */
	{"a retry",
	 IN("00:01", "1A2B3C4D5") TO("00:02", "1A2B3C4D5", "0.5/0.1/0.2/0.3",
				     LATER)
		 Q("05:01", "1A2B3C4D5: from=<a@c.example>, size=900, nrcpt=1 "
			    "(queue active)")
			 TO("05:02", "1A2B3C4D5", "300/0/0/1", OK)
				 Q("05:02", "1A2B3C4D5: removed"),
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 removed=10:05:02 complete\n"
	 "  b@d.example sent n=2 relay=d.example remote=4Xyzw0123 "
	 "before_queue=0.5 deferred=299.5 in_queue=0 connect=0 transmit=1\n"},
	/* Whose `a` is of a message that was there before the log. */
	{"a beginning that is lost",
	 TO("05:02", "1A2B3C4D5", "300/0/0/1", OK)
		 Q("05:02", "1A2B3C4D5: removed"),
	 "1A2B3C4D5 removed=10:05:02\n"
	 "  b@d.example sent n=1 relay=d.example remote=4Xyzw0123 "
	 "in_queue=0 connect=0 transmit=1\n"},
	{"suspended is no attempt",
	 IN("00:01", "1A2B3C4D5")
		 P("00:02", "error",
		   "1A2B3C4D5: to=<b@d.example>, relay=none, delay=1, "
		   "delays=0.5/0/0/0, dsn=4.4.1, status=deferred "
		   "(delivery temporarily suspended: connect to "
		   "d.example[198.51.100.1]:25: Connection timed out)"),
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 waiting\n"
	 "  b@d.example deferred n=0 relay=none before_queue=0.5 deferred=0 "
	 "in_queue=0 connect=0 transmit=0\n"},
	{"an id used again",
	 IN("00:01", "1A2B3C4D5") TO("00:02", "1A2B3C4D5", "0/0/0/0", OK)
		 Q("00:02", "1A2B3C4D5: removed") IN("00:03", "1A2B3C4D5")
			 Q("00:04", "1A2B3C4D5: removed"),
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 removed=10:00:02 complete\n"
	 "  b@d.example sent n=1 relay=d.example remote=4Xyzw0123 "
	 "before_queue=0 deferred=0 in_queue=0 connect=0 transmit=0\n"
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:03 removed=10:00:04 complete\n"},
	{"lines in a wrong order",
	 P("00:01", "cleanup", "1A2B3C4D5: message-id=<m@c.example>")
		 P("00:01", "smtpd", "1A2B3C4D5: client=c.example[192.0.2.1]")
			 Q("00:02", "1A2B3C4D5: removed")
				 TO("00:02", "1A2B3C4D5", "0/0/0/0", OK),
	 "1A2B3C4D5 mid=m@c.example client=c.example arrived=10:00:01 "
	 "removed=10:00:02 complete\n"
	 "  b@d.example sent n=1 relay=d.example remote=4Xyzw0123 "
	 "before_queue=0 deferred=0 in_queue=0 connect=0 transmit=0\n"},
	{"refused before it has an id",
	 P("00:01", "smtpd",
	   "NOQUEUE: reject: RCPT from c.example[192.0.2.1]: 550 5.1.1 "
	   "<b@d.example>: User unknown; from=<a@c.example> "
	   "to=<b@d.example> proto=ESMTP helo=<h.example>"),
	 "- from=a@c.example client=c.example helo=h.example "
	 "arrived=10:00:01 complete refused\n"
	 "  b@d.example rejected n=1\n"},
	{"refused when its content was seen",
	 P("00:01", "smtpd", "1A2B3C4D5: client=c.example[192.0.2.1]")
		 P("00:01", "cleanup", "1A2B3C4D5: message-id=<m@c.example>") P(
			 "00:02", "cleanup",
			 "1A2B3C4D5: milter-reject: END-OF-MESSAGE from "
			 "c.example[192.0.2.1]: 5.7.1 Spam; from=<a@c.example> "
			 "to=<b@d.example> proto=ESMTP helo=<h.example>"),
	 "1A2B3C4D5 mid=m@c.example from=a@c.example client=c.example "
	 "helo=h.example arrived=10:00:01 complete refused\n"
	 "  b@d.example rejected n=1\n"},
	{"a client that went away",
	 P("00:01", "smtpd", "connect from c.example[192.0.2.1]") P(
		 "00:01", "smtpd", "1A2B3C4D5: client=c.example[192.0.2.1]")
		 P("00:02", "smtpd", "disconnect from c.example[192.0.2.1]")
			 IN("00:09", "2B3C4D5E6"),
	 "1A2B3C4D5 client=c.example arrived=10:00:01 waiting\n"
	 "2B3C4D5E6 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:09 waiting\n"},
	/* As two containers that write one log have it. */
	{"another client that went away",
	 P("00:01", "smtpd", "connect from c.example[192.0.2.1]") P(
		 "00:01", "smtpd", "1A2B3C4D5: client=c.example[192.0.2.1]")
		 P("00:02", "smtpd", "disconnect from e.example[192.0.2.9]")
			 Q("00:09", "1A2B3C4D5: from=<a@c.example>, size=900, "
				    "nrcpt=1 (queue active)"),
	 "1A2B3C4D5 from=a@c.example size=900 client=c.example "
	 "arrived=10:00:01 waiting\n"},
	{"TLS by process",
	 P("00:01", "smtpd", "connect from c.example[192.0.2.1]") P(
		 "00:01", "smtpd",
		 "Anonymous TLS connection established from "
		 "c.example[192.0.2.1]: TLSv1.3 with cipher X (1/1 bits)")
		 P("00:01", "smtpd", "1A2B3C4D5: client=c.example[192.0.2.1]"),
	 "1A2B3C4D5 client=c.example tls=TLSv1.3 arrived=10:00:01 waiting\n"},
	{"on hold",
	 P("00:01", "smtpd",
	   "NOQUEUE: hold: RCPT from c.example[192.0.2.1]: <a@c.example>: "
	   "look; from=<a@c.example> to=<b@d.example> proto=ESMTP helo=<h>")
		 P("00:02", "smtpd", "1A2B3C4D5: client=c.example[192.0.2.1]")
			 Q("09:01", "1A2B3C4D5: from=<a@c.example>, size=900, "
				    "nrcpt=1 (queue active)"),
	 "1A2B3C4D5 from=a@c.example size=900 client=c.example "
	 "arrived=10:00:02 held=10:00:01 released=10:09:01 "
	 "why=<a@c.example>: look waiting\n"},
	{"on hold by its content",
	 P("00:01", "smtpd", "1A2B3C4D5: client=c.example[192.0.2.1]")
		 P("00:01", "cleanup",
		   "1A2B3C4D5: hold: header Subject: win from "
		   "c.example[192.0.2.1]; from=<a@c.example> to=<b@d.example> "
		   "proto=ESMTP helo=<h>: look at it"),
	 "1A2B3C4D5 client=c.example arrived=10:00:01 held=10:00:01 "
	 "why=look at it waiting\n"},
	{"on hold by hand",
	 IN("00:01", "1A2B3C4D5") P("01:00", "postsuper",
				    "1A2B3C4D5: placed on hold")
		 P("02:00", "postsuper", "1A2B3C4D5: released from hold"),
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 held=10:01:00 "
	 "released=10:02:00 waiting\n"},
	/* What the same process sends next has nothing to do with it. */
	{"by a fallback relay",
	 IN("00:01", "1A2B3C4D5")
		 P("00:02", "smtp",
		   "connect to x.example[198.51.100.9]:25: Connection refused")
			 P("00:03", "smtp",
			   "1A2B3C4D5: host y.example[198.51.100.8] said: 450 "
			   "later (in reply to RCPT TO command)")
				 TO("00:04", "1A2B3C4D5", "0/0/0/0",
				    OK) IN("00:04", "2B3C4D5E6")
					 TO("00:05", "2B3C4D5E6", "0/0/0/0",
					    OK) Q("00:05", "2B3C4D5E6: removed")
						 Q("00:05", "1A2B3C4D5: "
							    "removed"),
	 "2B3C4D5E6 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:04 removed=10:00:05 complete\n"
	 "  b@d.example sent n=1 relay=d.example remote=4Xyzw0123 "
	 "before_queue=0 deferred=0 in_queue=0 connect=0 transmit=0\n"
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 removed=10:00:05 complete\n"
	 "  b@d.example sent n=1 relay=d.example remote=4Xyzw0123 "
	 "failed=x.example failed-reply=Connection refused "
	 "before_queue=0 deferred=0 in_queue=0 connect=0 transmit=0\n"},
	{"the same host failed first",
	 IN("00:01", "1A2B3C4D5")
		 P("00:02", "smtp",
		   "connect to d.example[2001:db8::1]:25: No route to host")
			 TO("00:04", "1A2B3C4D5", "0/0/0/0", OK)
				 Q("00:05", "1A2B3C4D5: removed"),
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 removed=10:00:05 complete\n"
	 "  b@d.example sent n=1 relay=d.example remote=4Xyzw0123 "
	 "before_queue=0 deferred=0 in_queue=0 connect=0 transmit=0\n"},
	/* A connection that is used again may be one without. */
	{"an encrypted connection to the next host",
	 IN("00:01", "1A2B3C4D5")
		 P("00:02", "smtp",
		   "Trusted TLS connection established to "
		   "d.example[198.51.100.1]:25: TLSv1.3 with cipher C (256/256 "
		   "bits)") TO("00:04", "1A2B3C4D5", "0/0/0/0", OK)
			 IN("00:04", "2B3C4D5E6")
				 TO("00:05", "2B3C4D5E6", "0/0/0/0", OK)
					 Q("00:05", "1A2B3C4D5: "
						    "removed"),
	 "2B3C4D5E6 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:04 waiting\n"
	 "  b@d.example sent n=1 relay=d.example remote=4Xyzw0123 "
	 "before_queue=0 deferred=0 in_queue=0 connect=0 transmit=0\n"
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 removed=10:00:05 complete\n"
	 "  b@d.example sent n=1 relay=d.example remote=4Xyzw0123 "
	 "tls=TLSv1.3 before_queue=0 deferred=0 in_queue=0 connect=0 "
	 "transmit=0\n"},
	/* Exim names no process: the message is what its failures are of. An
	 * attempt that began later, or ended at another host, had none. */
	{"by another host from Exim",
	 X("10:00:00 1tEabc-0001ab-2B <= a@c.example H=c.example [192.0.2.1] "
	   "P=esmtp S=900 id=m@c.example")
		 X("10:00:01 1tEabc-0001ab-2B H=x.example [198.51.100.9] "
		   "Connection refused")
			 X("10:00:05 1tEabc-0001ab-2B => b@d.example R=r "
			   "T=remote_smtp H=d.example [198.51.100.8] "
			   "C=\"250 OK id=4Xyzw0123\" DT=4s")
				 X("10:00:06 1tEabc-0001ab-2B => b@e.example "
				   "R=r T=remote_smtp H=e.example "
				   "[198.51.100.7] DT=1s")
					 X("10:00:06 1tEabc-0001ab-2B "
					   "Completed"),
	 "1tEabc-0001ab-2B mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:00 removed=10:00:06 complete\n"
	 "  b@d.example sent n=1 relay=d.example remote=4Xyzw0123 "
	 "failed=x.example failed-reply=Connection refused deferred=0 "
	 "in_queue=1 transmit=4\n"
	 "  b@e.example sent n=1 relay=e.example deferred=0 in_queue=5 "
	 "transmit=1\n"},
	{"a bounce",
	 IN("00:01", "1A2B3C4D5") TO("00:02", "1A2B3C4D5", "0/0/0/0",
				     "bounced (550 no)")
		 P("00:02", "cleanup", "2B3C4D5E6: message-id=<n@mx>")
			 P("00:02", "bounce",
			   "1A2B3C4D5: sender non-delivery notification: "
			   "2B3C4D5E6") Q("00:02", "2B3C4D5E6: from=<>, "
						   "size=1, nrcpt=1 (queue "
						   "active)")
				 Q("00:02", "1A2B3C4D5: removed"),
	 "2B3C4D5E6 mid=n@mx from= size=1 parent=1A2B3C4D5 "
	 "arrived=10:00:02 waiting\n"
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 removed=10:00:02 complete "
	 "bounce=2B3C4D5E6\n"
	 "  b@d.example bounced n=1 relay=d.example before_queue=0 "
	 "deferred=0 in_queue=0 connect=0 transmit=0\n"},
	{"expired",
	 IN("00:01", "1A2B3C4D5") TO("00:02", "1A2B3C4D5", "0/0/0/0", LATER)
		 Q("30:00", "1A2B3C4D5: from=<a@c.example>, status=expired, "
			    "returned to sender")
			 Q("30:00", "1A2B3C4D5: removed"),
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 removed=10:30:00 "
	 "expired=10:30:00 complete\n"
	 "  b@d.example expired n=1 relay=d.example before_queue=0 "
	 "deferred=1798 in_queue=0 connect=0 transmit=0\n"},
	{"through a filter of this host",
	 IN("00:01", "1A2B3C4D5") P(
		 "00:02", "smtpd",
		 "2B3C4D5E6: client=localhost[127.0.0.1], "
		 "orig_queue_id=1A2B3C4D5, orig_client=c.example[192.0.2.1]")
		 P("00:02", "smtp",
		   "1A2B3C4D5: to=<b@d.example>, "
		   "relay=127.0.0.1[127.0.0.1]:10024, delay=1, "
		   "delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 "
		   "from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: "
		   "queued as 2B3C4D5E6)") Q("00:02", "1A2B3C4D5: removed"),
	 "2B3C4D5E6 client=localhost parent=1A2B3C4D5 arrived=10:00:02 "
	 "waiting\n"
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 removed=10:00:02 complete "
	 "forward=2B3C4D5E6\n"
	 "  b@d.example sent n=1 relay=127.0.0.1 remote=2B3C4D5E6 "
	 "handed=2B3C4D5E6 before_queue=0 deferred=0 in_queue=0 connect=0 "
	 "transmit=1\n"},
	{"requeued",
	 IN("00:01", "1A2B3C4D5") TO("00:02", "1A2B3C4D5", "0/0/0/0", LATER)
		 P("01:00", "pickup",
		   "2B3C4D5E6: uid=117 from=<a@c.example> orig_id=1A2B3C4D5"),
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 removed=10:01:00 complete implied "
	 "forward=2B3C4D5E6\n"
	 "  b@d.example deferred n=1 relay=d.example handed=2B3C4D5E6 "
	 "before_queue=0 deferred=0 in_queue=0 connect=0 transmit=0\n"
	 "2B3C4D5E6 from=a@c.example client=local parent=1A2B3C4D5 "
	 "arrived=10:01:00 waiting\n"},
	{"deleted",
	 IN("00:01", "1A2B3C4D5") TO("00:02", "1A2B3C4D5", "0/0/0/0", LATER)
		 P("01:00", "postsuper", "1A2B3C4D5: removed"),
	 "1A2B3C4D5 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 removed=10:01:00 complete "
	 "deleted\n"
	 "  b@d.example deleted n=1 relay=d.example before_queue=0 "
	 "deferred=58 in_queue=0 connect=0 transmit=0\n"},
	/* QT is 20 s: 1 s to take it in, 14 s between the attempts, 2 s for
	 * this one; so 3 s in the queue. */
	{"Exim's own times",
	 "2026-01-02 10:00:01 1xVP5d-00005B-2d <= a@c.example H=c.example "
	 "[192.0.2.1] P=esmtp S=900 RT=1.000s id=m@c.example\n"
	 "2026-01-02 10:00:05 1xVP5d-00005B-2d == b@d.example R=r T=smtp "
	 "defer (-44) H=d.example [198.51.100.1] DT=1.000s: 450 later\n"
	 "2026-01-02 10:00:20 1xVP5d-00005B-2d => b@d.example R=r T=smtp "
	 "H=d.example [198.51.100.1] C=\"250 OK id=1xVP5e-00005C-0a\" "
	 "QT=20.000s DT=2.000s\n"
	 "2026-01-02 10:00:20 1xVP5d-00005B-2d Completed\n",
	 "1xVP5d-00005B-2d mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 removed=10:00:20 complete\n"
	 "  b@d.example sent n=2 relay=d.example remote=1xVP5e-00005C-0a "
	 "before_queue=1 deferred=14 in_queue=3 transmit=2\n"},
	/* QT is 9 s, and only 3 s passed since it was there. */
	{"Exim had to wait for the message",
	 "2026-01-02 10:00:07 1xVP5d-00005B-2d <= a@c.example H=c.example "
	 "[192.0.2.1] P=esmtp S=900 id=m@c.example\n"
	 "2026-01-02 10:00:10 1xVP5d-00005B-2d => b@d.example R=r T=smtp "
	 "H=d.example [198.51.100.1] QT=9.000s DT=2.000s\n"
	 "2026-01-02 10:00:10 1xVP5d-00005B-2d Completed\n",
	 "1xVP5d-00005B-2d mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:07 removed=10:00:10 complete\n"
	 "  b@d.example sent n=1 relay=d.example "
	 "before_queue=6 deferred=0 in_queue=1 transmit=2\n"},
	{"sendmail says no end",
	 "Jan  2 10:00:01 gw sendmail[9]: 602A01aa000009: "
	 "from=<a@c.example>, size=900, class=0, nrcpts=1, "
	 "msgid=<m@c.example>, relay=c.example [192.0.2.1]\n"
	 "Jan  2 10:00:02 gw sendmail[9]: 602A01aa000009: to=<b@d.example>, "
	 "delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=1, "
	 "relay=d.example. [198.51.100.1], dsn=2.0.0, stat=Sent (4Xyzw "
	 "Message accepted for delivery)\n",
	 "602A01aa000009 mid=m@c.example from=a@c.example size=900 "
	 "client=c.example arrived=10:00:01 removed=10:00:02 complete "
	 "implied\n"
	 "  b@d.example sent n=1 relay=d.example remote=4Xyzw deferred=0 "
	 "in_queue=0 transmit=1\n"},
};

static void
add_text(const MtTransaction *t, void *data)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) copied = {0};
	MtBuf *out = data;
	size_t before = out->n;

	flowrun_text(out, t);
	flowrun_text(&copied, mt_transaction_copy(t, arena));
	ck_assert(mt_slice_eq(mt_buf_slice(&copied),
			      mt_slice(out->p + before, out->n - before)));
}

START_TEST(lines_make_transactions)
{
	char path[] = "mail.log", *paths[] = {path, NULL};
	char *dir = scratch_new();
	g_auto(MtBuf) got = {0};
	FlowRun run = {.keep = MT_KEEP_ALL, .give = add_text, .data = &got};

	scratch_text(path, cases[_i].log);
	flowrun(&run, paths);
	mt_buf_add_char(&got, '\0');
	ck_assert_msg(strcmp(got.p, cases[_i].want) == 0,
		      "%s\n got: %s\nwant: %s", cases[_i].name, got.p,
		      cases[_i].want);
	mt_buf_clear(&got);
	mt_correlator_free(run.correlator);
	scratch_free(dir);
}
END_TEST

/* The same log twice, as Debian's mail.log and syslog: nothing counts twice. */
START_TEST(a_second_copy_changes_nothing)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		char a[] = "mail.log", b[] = "syslog";
		char *paths[] = {a, b, NULL};
		char *dir = scratch_new();
		g_auto(MtBuf) got = {0};
		FlowRun run = {
			.keep = MT_KEEP_ALL, .give = add_text, .data = &got};

		/* Exim names no host, so its two logs are of two hosts. */
		if (strstr(cases[i].log, "NOQUEUE") == NULL &&
		    strstr(cases[i].name, "Exim") == NULL &&
		    strstr(cases[i].name, "again") == NULL) {
			scratch_text(a, cases[i].log);
			scratch_text(b, cases[i].log);
			flowrun(&run, paths);
			mt_buf_add_char(&got, '\0');
			ck_assert_msg(strcmp(got.p, cases[i].want) == 0,
				      "%s\n got: %s\nwant: %s", cases[i].name,
				      got.p, cases[i].want);
			mt_correlator_free(run.correlator);
		}
		mt_buf_clear(&got);
		scratch_free(dir);
	}
}
END_TEST

static char *
each_line_twice(const char *log)
{
	GString *twice = g_string_new(NULL);

	while (*log != '\0') {
		gssize n = strchr(log, '\n') + 1 - log;

		g_string_append_len(twice, log, n);
		g_string_append_len(twice, log, n);
		log += n;
	}
	return g_string_free(twice, FALSE);
}

/* Syslog with two ways to one file: nothing counts twice where a line is there
 * that occurs once. */
START_TEST(a_second_copy_in_one_log_changes_nothing)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *twice = each_line_twice(cases[i].log);
		char path[] = "mail.log";
		char *paths[] = {path, NULL};
		char *dir = scratch_new();
		g_auto(MtBuf) got = {0};
		FlowRun run = {
			.keep = MT_KEEP_ALL, .give = add_text, .data = &got};

		/* Of these no line is there that occurs once. */
		if (strstr(cases[i].log, "NOQUEUE: reject") == NULL &&
		    strstr(cases[i].name, "is lost") == NULL) {
			scratch_text(path, twice);
			flowrun(&run, paths);
			mt_buf_add_char(&got, '\0');
			ck_assert_msg(strcmp(got.p, cases[i].want) == 0,
				      "%s\n got: %s\nwant: %s", cases[i].name,
				      got.p, cases[i].want);
			mt_correlator_free(run.correlator);
		}
		scratch_free(dir);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("correlator");
	TCase *tcase = tcase_create("correlator");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, lines_make_transactions, 0,
			    (int)G_N_ELEMENTS(cases));
	tcase_add_test(tcase, a_second_copy_changes_nothing);
	tcase_add_test(tcase, a_second_copy_in_one_log_changes_nothing);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}
