/* Each form of prefix, and what is nearly one. Size: it is a table of cases. */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/time.h"
#include "mtalog/prefix.h"

#define MSG "A1B2C3: removed"

/* time|host|program|pid|text, with `-` for what is not there. */
static const struct {
	const char *line, *want;
} cases[] = {
	/* RFC 3164; the year is that of the context, 2026. */
	{"Nov 23 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"Nov  3 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-11-03T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"Nov 3 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-11-03T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"Nov 23 08:05:13 mx1 postfix/qmgr: " MSG,
	 "2026-11-23T08:05:13L|mx1|postfix/qmgr|-|" MSG},
	{"Nov 23 08:05:13 postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|-|postfix/qmgr|198|" MSG},
	{"Nov 23 08:05:13.123456 mx1 postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13.123456L|mx1|postfix/qmgr|198|" MSG},
	{"Nov 23 2025 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2025-11-23T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"2025 Nov 23 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2025-11-23T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"Nov 23 08:05:13 2025 mx1 postfix/qmgr[198]: " MSG,
	 "2025-11-23T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"Mon Nov 23 08:05:13.5 2026 mx1 postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13.5L|mx1|postfix/qmgr|198|" MSG},
	/* journalctl in German, French, Spanish, Polish, Russian; no month. */
	{"M\303\244r  3 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-03-03T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"Dez 01 08:05:13.5 mx1 postfix/qmgr[198]: " MSG,
	 "2026-12-01T08:05:13.5L|mx1|postfix/qmgr|198|" MSG},
	{"sept. 09 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-09-09T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"kwi 22 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-04-22T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"\320\264\320\265\320\272 31 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-12-31T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	/* Chinese and Korean have a number, padded or not; Vietnamese too. */
	{"11\346\234\210 23 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{" 1\346\234\210 03 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-01-03T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"1\354\233\224  3 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-01-03T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"Th12 03 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-12-03T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"13\346\234\210 03 08:05:13 mx1 postfix/qmgr[198]: " MSG, "no"},
	{"11 23 08:05:13 mx1 postfix/qmgr[198]: " MSG, "no"},
	/* Finnish, Turkish, Ukrainian, Greek. */
	{"marras 23 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"A\304\237u  3 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-08-03T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"\320\273\320\270\321\201 23 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"\316\235\316\277\316\265 23 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"novel 30 08:05:13 mx1 postfix/qmgr[198]: " MSG, "no"},
	{"Nov 23 08:05:13 CET mx1 postfix/qmgr[198]: " MSG,
	 "2026-11-23T07:05:13Z|mx1|postfix/qmgr|198|" MSG},
	{"Nov 23 08:05:13 CAT postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|CAT|postfix/qmgr|198|" MSG},
	/* A column more; the host next to the program is the line's own. */
	{"Nov 23 08:05:13 MAIL mx1 postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"Feb 29 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-03-01T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"<22>Nov 23 08:05:13 mx1 postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"Nov 23 08:05:13 2001:db8::1 postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|2001:db8::1|postfix/qmgr|198|" MSG},
	{"Nov 23 08:05:13 mx1/192.0.2.1 postfix-out/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|mx1/192.0.2.1|postfix-out/qmgr|198|" MSG},
	/* BSD and Solaris. */
	{"Nov 23 08:05:13 mx1 <mail.info> sm-mta[7]: " MSG,
	 "2026-11-23T08:05:13L|mx1|sm-mta|7|" MSG},
	{"Nov 23 08:05:13 mx1 sendmail[7]: [ID 801593 mail.info] " MSG,
	 "2026-11-23T08:05:13L|mx1|sendmail|7|" MSG},
	/* BusyBox and AIX; a host may be called as a level is. */
	{"Nov 23 08:05:13 mx1 mail.info postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"Nov 23 08:05:13 mx1 mail:info postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"Nov 23 08:05:13 mail.warn mx1 postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|mx1|postfix/qmgr|198|" MSG},
	{"Nov 23 08:05:13 mail.info postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|mail.info|postfix/qmgr|198|" MSG},
	{"Mon Nov 23 08:05:13 2026 mail.info postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|-|postfix/qmgr|198|" MSG},
	{"Nov 23 08:05:13 <2.6> postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|-|postfix/qmgr|198|" MSG},
	{"Nov 23 08:05:13 mx1 mail.much postfix/qmgr[198]: " MSG,
	 "2026-11-23T08:05:13L|mail.much|postfix/qmgr|198|" MSG},
	/* Behind the time and host of a relay. */
	{"Nov 23 08:05:14 192.0.2.1 Nov 23 08:05:13 mx1 postfix/qmgr[198]: x",
	 "2026-11-23T08:05:13L|mx1|postfix/qmgr|198|x"},
	{"Nov 23 08:05:14 mx1 2026-11-23T08:05:13Z postfix/qmgr[198]: x",
	 "2026-11-23T08:05:13Z|mx1|postfix/qmgr|198|x"},
	{"2026-11-23T08:05:14Z log Nov 23 09:05:13 mx1 postfix/qmgr[198]: x",
	 "2026-11-23T08:05:14Z|mx1|postfix/qmgr|198|x"},
	{"2026-11-23T08:05:14.5Z Nov 23 09:05:13 mx1 postfix/qmgr[198]: x",
	 "2026-11-23T08:05:14.5Z|mx1|postfix/qmgr|198|x"},
	{"Nov 23 08:05:14 mx1 Nov 23 08:05:13 no program",
	 "2026-11-23T08:05:14L|mx1|-|-|Nov 23 08:05:13 no program"},
	/* RFC 3339. */
	{"2026-11-23T17:05:12.237378+09:00 mx2 postgrey[122]: x y",
	 "2026-11-23T08:05:12.237378Z|mx2|postgrey|122|x y"},
	{"2026-11-23T08:05:12Z mx2 postgrey[122]: x y",
	 "2026-11-23T08:05:12Z|mx2|postgrey|122|x y"},
	/* Dovecot's own log: a user, and no host. */
	{"Nov 23 08:05:12 lmtp(43, bob): Info: x",
	 "2026-11-23T08:05:12L|-|lmtp(43, bob)|-|Info: x"},
	{"Nov 23 08:05:12 lda(ann b)<43><a:b>: Info: x",
	 "2026-11-23T08:05:12L|-|lda(ann b)<43><a:b>|-|Info: x"},
	/* No host has a bracket in its name. */
	{"Nov 23 08:05:12 a(b c): x", "2026-11-23T08:05:12L|-|a(b c)|-|x"},
	{"2026-11-23T08:05:12,25+0100 mx2 dovecot: lmtp(43): x",
	 "2026-11-23T07:05:12.25Z|mx2|dovecot|-|lmtp(43): x"},
	{"2026-11-23T08:05:12-05 mx2 dovecot: x",
	 "2026-11-23T13:05:12Z|mx2|dovecot|-|x"},
	{"2026-11-23 08:05:12 mx2 dovecot: x",
	 "2026-11-23T08:05:12L|mx2|dovecot|-|x"},
	{"2026-11-23 08:05:12 +0100 mx2 dovecot: x",
	 "2026-11-23T07:05:12Z|mx2|dovecot|-|x"},
	{"2026-11-23 08:05:12 UTC dovecot[1]: x",
	 "2026-11-23T08:05:12Z|-|dovecot|1|x"},
	/* As journalctl -o short-full; IST is the zone of three countries. */
	{"Mon 2026-11-23 08:05:12 UTC mx2 dovecot[1]: x",
	 "2026-11-23T08:05:12Z|mx2|dovecot|1|x"},
	{"Mon 2026-11-23 08:05:12 CEST mx2 dovecot[1]: x",
	 "2026-11-23T06:05:12Z|mx2|dovecot|1|x"},
	{"Mon 2026-11-23 08:05:12 IST mx2 dovecot[1]: x",
	 "2026-11-23T08:05:12L|mx2|dovecot|1|x"},
	{"Mon 2026-11-23 08:05:12 +03 mx2 dovecot[1]: x",
	 "2026-11-23T05:05:12Z|mx2|dovecot|1|x"},
	/* Other orders and zones. */
	{"Nov 23 08:05:12 +0100 mx2 dovecot[1]: x",
	 "2026-11-23T07:05:12Z|mx2|dovecot|1|x"},
	{"20261123T080512Z mx2 dovecot[1]: x",
	 "2026-11-23T08:05:12Z|mx2|dovecot|1|x"},
	{"20261123 08:05:12.5 mx2 dovecot[1]: x",
	 "2026-11-23T08:05:12.5L|mx2|dovecot|1|x"},
	{"3 Nov 2026 08:05:12 mx2 dovecot[1]: x",
	 "2026-11-03T08:05:12L|mx2|dovecot|1|x"},
	{"23-Nov-2026 08:05:12.25 mx2 dovecot[1]: x",
	 "2026-11-23T08:05:12.25L|mx2|dovecot|1|x"},
	{"23/Nov/2026:08:05:12 +0100 mx2 dovecot[1]: x",
	 "2026-11-23T07:05:12Z|mx2|dovecot|1|x"},
	{"Mon, 23 Nov 2026 08:05:12 mx2 dovecot[1]: x",
	 "2026-11-23T08:05:12L|mx2|dovecot|1|x"},
	{"11/23/2026 08:05:12 mx2 dovecot[1]: x", "no"},
	{"20261323 08:05:12 mx2 dovecot[1]: x", "no"},
	{"31 Nov 2026 08:05:12 mx2 dovecot[1]: x", "no"},
	/* In brackets. */
	{"[2026-11-23 08:05:12] mx2 dovecot[1]: x",
	 "2026-11-23T08:05:12L|mx2|dovecot|1|x"},
	{"[Nov 23 08:05:12] dovecot[1]: x",
	 "2026-11-23T08:05:12L|-|dovecot|1|x"},
	{"[2026-11-23 08:05:12 mx2 dovecot[1]: x", "no"},
	/* RFC 5424. */
	{"<22>1 2026-11-23T08:03:43.369261+00:00 mx postfix/qmgr 195 - -  " MSG,
	 "2026-11-23T08:03:43.369261Z|mx|postfix/qmgr|195|" MSG},
	{"1 2026-11-23T08:03:43Z mx postfix/qmgr 195 ID47 - " MSG,
	 "2026-11-23T08:03:43Z|mx|postfix/qmgr|195|" MSG},
	{"<22>1 2026-11-23T08:03:43Z mx app - - [a@1 b=\"x \\\"]\"][c@2] "
	 "\xef\xbb\xbftext",
	 "2026-11-23T08:03:43Z|mx|app|-|text"},
	{"<22>1 - - - - - - text", "-|-|-|-|text"},
	{"83 <22>1 2026-11-23T08:03:43Z mx app 1 - - text",
	 "2026-11-23T08:03:43Z|mx|app|1|text"},
	/* Numbers. */
	{"1795421120.639000 mx postfix/qmgr[1]: " MSG,
	 "2026-11-23T08:05:20.639000Z|mx|postfix/qmgr|1|" MSG},
	{"1795421120639 mx postfix/qmgr[1]: " MSG,
	 "2026-11-23T08:05:20.639Z|mx|postfix/qmgr|1|" MSG},
	{"@400000006b03f3ca1dcd6500 qmail: status: local 0/10",
	 "2026-11-23T08:05:20.500000Z|-|qmail|-|status: local 0/10"},
	/* Containers and shippers. */
	{"2026-11-23T08:05:12.5Z stdout F Nov 23 09:05:12 mx postfix/qmgr[1]: "
	 "x",
	 "2026-11-23T08:05:12.5Z|mx|postfix/qmgr|1|x"},
	{"mail-1  | Nov 23 08:05:13 mx postfix/qmgr[1]: x",
	 "2026-11-23T08:05:13L|mx|postfix/qmgr|1|x"},
	/* grep over several files, with and without -n. */
	{"mail.log:Nov 23 08:05:13 mx postfix/qmgr[1]: x",
	 "2026-11-23T08:05:13L|mx|postfix/qmgr|1|x"},
	{"/var/log/10:20/mail.log:7:Nov 23 08:05:13 mx postfix/qmgr[1]: x",
	 "2026-11-23T08:05:13L|mx|postfix/qmgr|1|x"},
	{"a:b:c:d:Nov 23 08:05:13 mx postfix/qmgr[1]: x",
	 "2026-11-23T08:05:13L|mx|postfix/qmgr|1|x"},
	{"a:b:c:d:e:Nov 23 08:05:13 mx postfix/qmgr[1]: x", "no"},
	{"2026.log:2026-11-23T08:05:13Z mx postfix/qmgr[1]: x",
	 "2026-11-23T08:05:13Z|mx|postfix/qmgr|1|x"},
	{"mail.log-Nov 23 08:05:13 mx postfix/qmgr[1]: x",
	 "2026-11-23T08:05:13L|mx|postfix/qmgr|1|x"},
	{"mail.log-20261123-12-2026-11-23T08:05:13Z mx postfix/qmgr[1]: x",
	 "2026-11-23T08:05:13Z|mx|postfix/qmgr|1|x"},
	{"12-Nov 23 08:05:13 mx postfix/qmgr[1]: x",
	 "2026-11-23T08:05:13L|mx|postfix/qmgr|1|x"},
	{"mail.log-Nov 23 08:05:13 no program", "no"},
	{"a-b-1-2-3-4-5-6-7-8-Nov 23 08:05:13 mx a[1]: x", "no"},
	{"mail.log:x", "no"},
	{"mail.log:", "-|-|mail.log|-|"},
	{"postfix/qmgr[1]: x", "-|-|postfix/qmgr|1|x"},
	{"{\"log\":\"Nov 23 08:05:13 mx postfix/qmgr[1]: a\\\"\\u00fc\\n\","
	 "\"stream\":\"stdout\",\"time\":\"2026-11-23T08:05:13.123456789Z\"}",
	 "2026-11-23T08:05:13.123456Z|mx|postfix/qmgr|1|a\"\xc3\xbc"},
	{"{\"log\":\"postfix/qmgr[1]: x\\n\",\"time\":"
	 "\"2026-11-23T08:05:13Z\"}",
	 "2026-11-23T08:05:13Z|-|postfix/qmgr|1|x"},
	{"{\"__REALTIME_TIMESTAMP\":\"1795421120639000\",\"_HOSTNAME\":\"mx\","
	 "\"SYSLOG_IDENTIFIER\":\"postfix/qmgr\",\"_PID\":\"9\","
	 "\"X\":{\"a\":[\"}\"]},\"N\":null,\"MESSAGE\":\"x\"}",
	 "2026-11-23T08:05:20.639000Z|mx|postfix/qmgr|9|x"},
	{"{\"__REALTIME_TIMESTAMP\":\"1795421120639000\","
	 "\"SYSLOG_IDENTIFIER\":\"a\",\"MESSAGE\":[104, 105,255]}",
	 "2026-11-23T08:05:20.639000Z|-|a|-|hi\xff"},
	/* A text in brackets is none of these; of several values the first. */
	{"{\"__REALTIME_TIMESTAMP\":\"1795421120639000\","
	 "\"SYSLOG_IDENTIFIER\":[\"\\u00e4\", \"b\"],"
	 "\"_PID\":[\"9\",\"8\"],\"MESSAGE\":\"[1/2] x\"}",
	 "2026-11-23T08:05:20.639000Z|-|\xc3\xa4|9|[1/2] x"},
	/* syslog-ng, rsyslog, Elastic; the tag has the process. */
	{"{\"PROGRAM\":\"postfix/qmgr\",\"PID\":\"9\",\"MESSAGE\":\"x\","
	 "\"HOST\":\"mx\",\"DATE\":\"Nov 23 08:05:13\"}",
	 "2026-11-23T08:05:13L|mx|postfix/qmgr|9|x"},
	{"{\"msg\":\" x\",\"timereported\":\"2026-11-23T08:05:13Z\","
	 "\"hostname\":\"mx\",\"syslogtag\":\"postfix/qmgr[9]:\"}",
	 "2026-11-23T08:05:13Z|mx|postfix/qmgr|9|x"},
	{"{\"@timestamp\":\"2026-11-23T08:05:13Z\",\"host\":{\"name\":\"mx\"},"
	 "\"process\": {\"name\":\"postfix/qmgr\" "
	 ",\"pid\":9},\"log\":{\"a\":1},"
	 "\"message\":\"x\"}",
	 "2026-11-23T08:05:13Z|mx|postfix/qmgr|9|x"},
	{"{\"message\":\"x\",\"host\":{\"name\":\"mx\"", "no"},
	{"__REALTIME_TIMESTAMP=1795421120639000\n_HOSTNAME=mx\n"
	 "SYSLOG_IDENTIFIER=postfix/qmgr\nSYSLOG_PID=9\nMESSAGE=x=y\n",
	 "2026-11-23T08:05:20.639000Z|mx|postfix/qmgr|9|x=y"},
	/* rsyslog's escapes; a '#' that is none. */
	{"Nov 23 08:05:13 mx a[1]: x#012y #5.1.1 z#012#012",
	 "2026-11-23T08:05:13L|mx|a|1|x\ny #5.1.1 z"},
	/* Repeated. */
	{"Nov 23 08:05:13 mx a[1]: message repeated 3 times: [ x]",
	 "2026-11-23T08:05:13L|mx|a|1|x|3"},
	{"Nov 23 08:05:13 mx last message repeated 2 times",
	 "2026-11-23T08:05:13L|mx|-|-|last message repeated 2 times|last 2"},
	/* Nearly. */
	{"Nov 31 08:05:13 mx a[1]: x", "no"},
	{"Nov 23 24:05:13 mx a[1]: x", "no"},
	{"2026-02-30T08:05:13Z mx a[1]: x", "no"},
	{"2026-13-01T08:05:13Z mx a[1]: x", "no"},
	{"2026-11-23T24:05:13Z mx a[1]: x", "no"},
	{"2026-11-23T08:60:13Z mx a[1]: x", "no"},
	{"2026-11-23T08:05:61Z mx a[1]: x", "no"},
	{"2026-11-23T08:05:1xZ mx a[1]: x", "no"},
	{"2026-11-x3T08:05:13Z mx a[1]: x", "no"},
	{"2026-11-23T08.05:13Z mx a[1]: x", "no"},
	{"0000-11-23T08:05:13Z mx a[1]: x", "no"},
	{"<192>Nov 23 08:05:13 mx a[1]: x", "no"},
	{"<22>1 2026-11-23T08:03:43Z mx app 1 - [a b=\"c", "no"},
	/* Members under names that others have for other things, and late ones. */
	{"{\"date\":1795421120.639,\"host\":\"mx1\",\"ident\":\"postfix/"
	 "qmgr\",\"pid\":\"10\",\"message\":\"x\"}",
	 "2026-11-23T08:05:20.639Z|mx1|postfix/qmgr|10|x"},
	{"{\"date\":\"2026-11-22\",\"time\":\"2026-11-23T08:05:13Z\",\"log\":"
	 "\"postfix/qmgr[10]: x\"}",
	 "2026-11-23T08:05:13Z|-|postfix/qmgr|10|x"},
	{"{\"fromhost\":\"log\",\"programname\":\"postfix\",\"syslogtag\":"
	 "\"postfix/"
	 "qmgr[10]:\",\"timereported\":\"2026-11-23T08:05:13Z\",\"msg\":\" "
	 "x\",\"hostname\":\"mx1\"}",
	 "2026-11-23T08:05:13Z|mx1|postfix/qmgr|10|x"},
	{"{\"@timestamp\":\"2026-11-23T08:05:13Z\",\"sysloghost\":\"mx1\","
	 "\"programname\":\"postfix\",\"procid\":\"10\",\"message\":\" x\"}",
	 "2026-11-23T08:05:13Z|mx1|postfix|10|x"},
	{"{\"timestamp\":\"2026-11-23T08:05:13Z\",\"host\":\"mx1\",\"tag\":"
	 "\"postfix/qmgr[10]:\",\"message\":\" x\"}",
	 "2026-11-23T08:05:13Z|mx1|postfix/qmgr|10|x"},
	{"{\"tag\":\"syslog.mail.info\",\"log\":\"Nov 23 08:05:13 mx1 "
	 "postfix/qmgr[10]: x\"}",
	 "2026-11-23T08:05:13L|mx1|postfix/qmgr|10|x"},
	{"{\"timestamp\":\"2026-11-23 "
	 "08:05:13.000\",\"source\":\"mx1\",\"message\":\"postfix/qmgr[10]: "
	 "x\"}",
	 "2026-11-23T08:05:13.000L|mx1|postfix/qmgr|10|x"},
	{"{\"time\":\"2026-11-23T08:05:13Z\",\"source\":\"stdout\",\"log\":"
	 "\"postfix/qmgr[10]: x\"}",
	 "2026-11-23T08:05:13Z|-|postfix/qmgr|10|x"},
	{"{\"@timestamp\":\"2026-11-23T08:05:13Z\",\"log\":{\"syslog\":{"
	 "\"appname\":\"postfix/"
	 "qmgr\",\"procid\":\"10\",\"hostname\":\"mx1\"}},\"message\":\"x\"}",
	 "2026-11-23T08:05:13Z|mx1|postfix/qmgr|10|x"},
	{"{\"_time\":\"2026-11-23T08:05:13Z\",\"_msg\":\"x\",\"hostname\":"
	 "\"mx1\",\"app_name\":\"postfix/qmgr\",\"proc_id\":\"10\"}",
	 "2026-11-23T08:05:13Z|mx1|postfix/qmgr|10|x"},
	{"{\"Timestamp\":\"2026-11-23T08:05:13Z\",\"Body\":\"Nov 23 08:05:13 "
	 "mx1 postfix/qmgr[10]: x\"}",
	 "2026-11-23T08:05:13Z|mx1|postfix/qmgr|10|x"},
	{"{\"timestamp\":\"2026-11-23 "
	 "09:05:13.5+0100\",\"processImagePath\":\"/usr/libexec/postfix/"
	 "qmgr\",\"processID\":10,\"eventMessage\":\"x\"}",
	 "2026-11-23T08:05:13.5Z|-|/usr/libexec/postfix/qmgr|10|x"},
	{"{\"log\":\"x\"", "no"},
	{"{\"time\":\"2026-11-23T08:05:13Z\"}", "no"},
	{"@4000000000000000 x", "no"},
	{"some prose, not a log", "no"},
	{"", "no"},
};

static void
add(MtBuf *out, MtSlice text)
{
	mt_buf_add_char(out, '|');
	mt_buf_add(out, text.p == NULL ? MT_SLICE("-") : text);
}

static void
describe(MtBuf *out, const MtPrefix *p)
{
	if (!p->stamp.known)
		mt_buf_add_char(out, '-');
	else
		mt_time_add_utc(out, p->stamp.us, p->stamp.decimals);
	if (p->stamp.known && !p->stamp.zone)
		out->p[out->n - 1] = 'L';
	add(out, p->host);
	add(out, p->program);
	mt_buf_add_char(out, '|');
	if (p->has_pid)
		mt_buf_add_int(out, p->pid);
	else
		mt_buf_add_char(out, '-');
	add(out, p->text);
	if (p->repeated > 0)
		mt_buf_addf(out, p->last ? "|last %d" : "|%d",
			    (int)p->repeated);
	mt_buf_add_char(out, '\0');
}

static void
assert_read(MtPrefixContext *context, const char *line, const char *want)
{
	g_auto(MtBuf) out = {0};
	MtPrefix prefix;

	if (mt_prefix_read(context, mt_slice_str(line), &prefix))
		describe(&out, &prefix);
	else
		mt_buf_add(&out, mt_slice("no", sizeof "no"));
	ck_assert_msg(strcmp(out.p, want) == 0, "%s\nwant %s\ngot  %s", line,
		      want, out.p);
}

START_TEST(forms)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtPrefixContext context = {.arena = arena, .year = 2026};

	assert_read(&context, cases[_i].line, cases[_i].want);
	ck_assert_uint_eq(context.depth, 0);
}
END_TEST

/* What is remembered from one line does not change the next one. */
START_TEST(no_memory)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtPrefixContext context = {.arena = arena, .year = 2026};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		assert_read(&context, cases[_i].line, cases[_i].want);
		assert_read(&context, cases[i].line, cases[i].want);
	}
}
END_TEST

/* A text that was unescaped lies elsewhere than the lines, here before them. */
START_TEST(text_elsewhere)
{
	static const char memory[] = "x#011y#Nov 23 08:05:13 mx a[1]: #011";
	MtSlice all = mt_slice_str(memory);
	g_autoptr(MtArena) arena = mt_arena_new();
	MtPrefixContext context = {.arena = arena, .year = 2026};
	MtPrefix prefix = {.text = mt_slice_sub(all, 0, 1)};

	context.lines = mt_slice_sub(all, 7, all.n);
	mt_prefix_text(&context, &prefix);
	ck_assert(mt_slice_eq(prefix.text, MT_SLICE("x")));
	ck_assert_uint_eq(context.plain.n, 0);
	prefix.text = mt_slice_sub(all, 0, 6);
	mt_prefix_text(&context, &prefix);
	ck_assert(mt_slice_eq(prefix.text, MT_SLICE("x\ty")));
	ck_assert_uint_eq(context.plain.n, 0);
}
END_TEST

START_TEST(another_year)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtPrefixContext context = {.arena = arena, .year = 2024};

	assert_read(&context, "Feb 29 01:02:03 mx a[1]: x",
		    "2024-02-29T01:02:03L|mx|a|1|x");
	context.year = 2023;
	assert_read(&context, "Feb 29 01:02:03 mx a[1]: x",
		    "2023-03-01T01:02:03L|mx|a|1|x");
}
END_TEST

START_TEST(counted_octets)
{
	MtSlice two = MT_SLICE("19 <22>1 - - - - - - a19 <22>1 - - - - - - b");

	ck_assert_uint_eq(mt_prefix_octets(two), 22);
	ck_assert_uint_eq(mt_prefix_octets(mt_slice_sub(two, 22, two.n)), 22);
	ck_assert_uint_eq(mt_prefix_octets(MT_SLICE("99 <1>x")), 7);
	ck_assert_uint_eq(mt_prefix_octets(MT_SLICE("1 <1>xyz")), 8);
	ck_assert_uint_eq(mt_prefix_octets(MT_SLICE("2026-01-01")), 10);
}
END_TEST

/* As many envelopes as the limit allows, and one more. */
START_TEST(prefixes_in_prefixes)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtPrefixContext context = {.arena = arena, .year = 2026};
	g_autoptr(GString) line = g_string_new("a[1]: x");
	MtPrefix prefix;

	for (int i = 1; i < MT_MAX_PREFIXES; i++)
		g_string_prepend(line, "<22>");
	ck_assert(mt_prefix_read(&context, mt_slice_str(line->str), &prefix));
	ck_assert(mt_slice_eq(prefix.program, MT_SLICE("a")));
	g_string_prepend(line, "<22>");
	ck_assert(!mt_prefix_read(&context, mt_slice_str(line->str), &prefix));
	ck_assert_uint_eq(context.depth, 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("prefix");
	TCase *t = tcase_create("prefix");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, forms, 0, G_N_ELEMENTS(cases));
	tcase_add_loop_test(t, no_memory, 0, G_N_ELEMENTS(cases));
	tcase_add_test(t, text_elsewhere);
	tcase_add_test(t, another_year);
	tcase_add_test(t, counted_octets);
	tcase_add_test(t, prefixes_in_prefixes);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
