/*
 * Ids with a time: the examples of their descriptions, and ids that were made for
 * 2026-11-23 09:00:02 UTC by encoders written for that (not the code of the
 * decoders turned round).
 */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "base/time.h"
#include "idtime/idtime.h"

#define NEAR 1795424402000000 /* 2026-11-23 09:00:02 */

typedef struct {
	MtIdPlace place;
	const char *text;
	const char *hint; /* dialect, name of the field or the tag, or agent */
	int offset_min;
	const char *scheme; /* NULL: there is no time in it */
	const char *time;
	MtIdZone zone;
	MtIdSure sure;
	const char *part; /* the characters that decide */
} Vector;

#define AT "2026-11-23T09:00:02Z"
#define AT_MS "2026-11-23T09:00:02.250Z"
#define AT_US "2026-11-23T09:00:02.250000Z"
#define R MT_ID_RECEIVED
#define M MT_ID_MESSAGE_ID
#define B MT_ID_BOUNDARY
#define F MT_ID_FIELD
#define UTC MT_ID_UTC
#define ZONED MT_ID_ZONED
#define LOCAL MT_ID_LOCAL
#define SURE MT_ID_CERTAIN
#define LIKELY MT_ID_LIKELY
#define MAYBE MT_ID_POSSIBLE

/* clang-format off */
static const Vector vectors[] = {
	/* Exim, both forms, and its Message-ID */
	{R, "1rGktc-0001YR-0N", "exim", 0, "exim", "2023-12-22T19:09:20Z", UTC, SURE, "1rGktc"},
	{R, "1sJn37-000000013aV-3UDQ", "exim", 0, "exim", "2024-06-19T04:35:57Z", UTC, SURE, "1sJn37"},
	{R, "1xVPu6-0003D7-G7", NULL, 0, "exim", AT, UTC, LIKELY, "1xVPu6"},
	{R, "1xVPu6-000000003D7-0W7E", "exim", 0, "exim", AT, UTC, SURE, "1xVPu6"},
	{M, "E1xVPu6-0003D7-G7@mx.example.org", NULL, 0, "exim", AT, UTC, SURE, "1xVPu6"},
	{R, "1xVPu6-0003D7-G", "exim", 0, NULL, NULL, UTC, MAYBE, NULL},
	{R, "1xVPu6-003D7-G71", "exim", 0, NULL, NULL, UTC, MAYBE, NULL},
	{R, "1xVPu6-zzzzzz-G7", "exim", 0, NULL, NULL, UTC, MAYBE, NULL}, /* no such pid */
	{R, "zzzzzz-0003D7-G7", "exim", 0, NULL, NULL, UTC, MAYBE, NULL}, /* the year 3770 */
	/* Postfix: long ids; short ones have no date */
	{R, "4RJkNR52PSz14K2k", "postfix", 0, "postfix-long", "2023-08-06T15:47:19.709564Z", UTC, SURE, "4RJkNR52PS"},
	{R, "4jY0JL1mRhz2xQs", "postfix", 0, "postfix-long", AT_US, UTC, SURE, "4jY0JL1mRh"},
	{R, "8386540858", "postfix", 0, NULL, NULL, UTC, MAYBE, NULL},
	{R, "4jY0JLzzzzz2xQs", "postfix", 0, NULL, NULL, UTC, MAYBE, NULL}, /* too many microseconds */
	{R, "4jY0JL1mRhA2xQs", "postfix", 0, NULL, NULL, UTC, MAYBE, NULL},
	{M, "20261123090002.8386A40858@mx.example.org", NULL, 0, "postfix-message-id", AT, UTC, LIKELY, "20261123090002"},
	{M, "20261123090002.4jY0JL1mRhz2xQs@mx.example.org", NULL, 0, "postfix-message-id", AT, UTC, LIKELY, "20261123090002"},
	/* sendmail of all ages */
	{R, "37B52g7E014839", "sendmail", 0, "sendmail", "2023-08-11T05:02:42Z", UTC, SURE, "37B52g"},
	{R, "63T7PC7s2439869", "sendmail", 0, "sendmail", "2026-04-29T07:25:12Z", UTC, SURE, "63T7PC"},
	{R, "6AN902O4000640", NULL, 0, "sendmail", AT, UTC, LIKELY, "6AN902"},
	{R, "g7MBIhl25223", "sendmail", 0, "sendmail", "2002-08-22T11:18:43Z", UTC, SURE, "g7MBIh"},
	{R, "g7T0oaw210208", "sendmail", 0, "sendmail", "2002-08-29T00:50:36Z", UTC, SURE, "g7T0oa"},
	{R, "QAA07145", "sendmail", 0, NULL, NULL, UTC, MAYBE, NULL},
	{R, "6CX902O4000640", "sendmail", 0, NULL, NULL, UTC, MAYBE, NULL}, /* the month 13 */
	{R, "61V902O4000640", "sendmail", 0, NULL, NULL, UTC, MAYBE, NULL}, /* 31 February */
	{R, "014F81A00924", "postfix", 0, NULL, NULL, UTC, MAYBE, NULL}, /* a short id of Postfix */
	{M, "202611230900.6AN902O4000640@mx.example.org", NULL, 0, "sendmail-message-id", AT, UTC, SURE, "202611230900.6AN902"},
	{M, "199607071634.MAA12345@mx.example.org", NULL, 0, "sendmail-message-id", "1996-07-07T16:34:00Z", UTC, SURE, "199607071634"},
	/* other servers */
	{R, "S1751654AbdAQXcg", "zmailer", 0, "zmailer", "2017-01-17T23:32:36Z", UTC, SURE, "AbdAQXcg"},
	{R, "S123456AbmKWJAC", "zmailer", 0, "zmailer", AT, UTC, SURE, "AbmKWJAC"},
	{R, "a12-b34mr366346qta.13.1690394344778", "gmail", 0, "gmail", "2023-07-26T17:59:04.778Z", UTC, SURE, "1690394344778"},
	{R, "q5-v6sm2329278qtp.40.2023.07.26.10.59.04", "gmail", -420, "gmail", "2023-07-26T17:59:04Z", ZONED, SURE, "2023.07.26.10.59.04"},
	{R, "q5-v6sm2329278qtp.40.2023.02.30.10.59.04", "gmail", -420, NULL, NULL, UTC, MAYBE, NULL},
	{R, "x16so10725147wrn.4", "gmail", -420, NULL, NULL, UTC, MAYBE, NULL},
	{R, "pFLzOPklSWoJywAAu9opvQ", "dovecot", 0, "dovecot-lmtp", "2026-07-04T15:25:45.955470Z", UTC, SURE, "pFLzOPklSWo"},
	{R, "gLLmDpIABGvhEAAAyJCQnQ:2", "dovecot", 0, "dovecot-lmtp", AT_US, UTC, SURE, "gLLmDpIABGv"},
	{R, "0000000000B6A0B8.000000006B040092.0000099E", "courier", 0, "courier", AT, UTC, SURE, "000000006B040092"},
	{R, "2026112310000225-71141", "domino", 60, "domino", "2026-11-23T09:00:02.25Z", ZONED, SURE, "2026112310000225"},
	{R, "20261123090002.RBIE18308.mx.example.org@client", "intermail", 60, "intermail", AT, UTC, SURE, "20261123090002"},
	{R, "M2026112301000209381", "symantec", -480, "symantec", AT, ZONED, LIKELY, "20261123010002"},
	{R, "TOY6C200.H5K", "netscape", 0, "netscape", AT, UTC, SURE, "TOY6C2"},
	{R, "0TOY00CUQ6C2ZW@mx.example.org", NULL, 0, "sun-messaging", AT, UTC, LIKELY, "TOY00CUQ6C2"},
	{R, "91/71-27579-290040B6", "messagelabs", 0, "messagelabs", AT, UTC, SURE, "290040B6"},
	{R, "wQoRkMEKEZCSAARrH2lSAA--.20365S2", "coremail", 0, "coremail", AT, UTC, SURE, "CSAARr"},
	{F, "wQoRkMEKEZCSAARrH2lSAA--.20365S2", "X-CM-TRANSID", 0, "coremail", AT, UTC, SURE, "CSAARr"},
	{R, "1795424402250000.3393517937299", "zoho", 0, "zoho", AT_US, UTC, SURE, "1795424402250000"},
	{R, "filter0043p3las1-27189-6B040092-12", "sendgrid", 0, "sendgrid", AT, UTC, SURE, "6B040092"},
	{R, "m1xVPu6-000abcC", "smail", 0, "smail", AT, UTC, SURE, "1xVPu6"},
	/* Google, Amazon, Microsoft */
	{M, "000000000000c811ee064984e451@google.com", NULL, 0, "google", "2026-01-29T11:09:43.091694Z", UTC, SURE, "c811ee064984e4"},
	{M, "000000000000b799100660edd161@google.com", NULL, 0, "google", AT_US, UTC, SURE, "b799100660edd1"},
	{B, "0000000000001de7d405ede49110", NULL, 0, "google", "2022-11-20T10:40:26.535892Z", UTC, SURE, "1de7d405ede491"},
	{B, "001a11c1deadb799100660edd161", NULL, 0, "google", AT_US, UTC, LIKELY, "b799100660edd1"},
	{M, "657ca4ee.050a0220.2a5b.0001@mx.google.com", NULL, 0, "google-mx-mid", "2023-12-15T19:11:42Z", UTC, SURE, "657ca4ee"},
	{M, "6b040092.050a0220.2a5b.0001.GAE@google.com", NULL, 0, "google-mx-mid", AT, UTC, SURE, "6b040092"},
	{M, "0107019413d63793-0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0-000000@eu-central-1.amazonses.com", NULL, 0, "amazon-ses", "2024-12-29T19:13:13.619Z", UTC, SURE, "019413d63793"},
	{M, "010701a207a23b4a-0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0-000000@amazonses.com", NULL, 0, "amazon-ses", AT_MS, UTC, SURE, "01a207a23b4a"},
	{F, "2026.11.23-192.0.2.9", "x-ses-outgoing", 0, "amazon-ses-outgoing", "2026-11-23T00:00:00Z", UTC, SURE, "2026.11.23"},
	{M, "001001c249e6$863c4e00$13cca341@example.org", NULL, 0, "outlook", "2002-08-22T14:16:36.320000Z", UTC, SURE, "01c249e6$863c4e00"},
	{M, "001001dd7b29$06445500$0a02a8c0@example.org", NULL, 0, "outlook", "2026-11-23T09:00:02.000000Z", UTC, SURE, "01dd7b29$06445500"},
	{B, "----=_NextPart_000_0011_01D9140E.799F21F0", NULL, 0, "nextpart", "2022-12-20T01:00:38.671000Z", LOCAL, SURE, "01D9140E.799F21F0"},
	{B, "----=_NextPart_000_0011_01DD7AE5.F8211500", NULL, 0, "nextpart", "2026-11-23T01:00:02.000000Z", LOCAL, SURE, "01DD7AE5.F8211500"},
	{F, "b9106deb-bd54-4815-e5c9-08dbb93f5fab", "X-MS-Exchange-Organization-Network-Message-Id", 0, "exchange-network-id", "2023-09-19T18:36:44.21Z", UTC, SURE, "08dbb93f5fab"},
	{F, "b9106deb-bd54-4815-e5c9-08df494028bb", "x-ms-office365-filtering-correlation-id", 0, "exchange-network-id", "2026-11-23T09:00:01.99Z", UTC, SURE, "08df494028bb"},
	{F, "Ad17KQZEAAECAwQFBgcICQoLDA0ODw==", "Thread-Index", 0, "thread-index", "2026-11-23T09:00:01.99Z", UTC, SURE, "Ad17KQZE"},
	{F, "AQHYKBhdAAECAwQFBgcICQoLDA0ODw==", "Thread-Index", 0, "thread-index", "2022-02-22T18:16:51.20Z", UTC, SURE, "QHYKBhd"},
	{F, "23 Nov 2026 09:00:02.0000 (UTC) FILETIME=[06445500:01DD7B29]", "X-OriginalArrivalTime", 0, "original-arrival", "2026-11-23T09:00:02.000000Z", UTC, SURE, "06445500:01DD7B29"},
	{F, "Ad17KQZEAAECAwQFBgcICQoLDA0ODw==", "X-Other", 0, NULL, NULL, UTC, MAYBE, NULL},
	/* clients */
	{M, "5E461863.3000004@example.org", NULL, 0, "mozilla", "2020-02-14T03:47:47Z", UTC, LIKELY, "5E461863"},
	{M, "6B040092.1234ABCD@example.org", "Mozilla/5.0 (X11)", 0, "mozilla", AT, UTC, SURE, "6B040092"},
	{M, "Yylul0OSW4G8yjVt@example.org", NULL, 0, "mutt", "2022-09-20T07:41:11Z", UTC, MAYBE, "Yylul0"},
	{M, "awQAkm1haWx0cmFj@example.org", "Mutt/2.2.9 (2022-11-12)", 0, "mutt", AT, UTC, SURE, "awQAkm"},
	{M, "20261123090002.GA12345@example.org", NULL, 0, "mutt-old", AT, UTC, SURE, "20261123090002"},
	{M, "20261123100002.A12345@example.org", NULL, 0, "mutt-old", "2026-11-23T10:00:02Z", LOCAL, LIKELY, "20261123100002"},
	{M, "20261123090002.i72js3urkoofvzcj@example.org", NULL, 0, "neomutt", AT, UTC, LIKELY, "20261123090002"},
	{M, "20261123090002.i72js3urkoofvzcj@example.org", "NeoMutt/20180716", 0, "neomutt", AT, UTC, SURE, "20261123090002"},
	{M, "20261123090002.i72js3urkoofvz@example.org", NULL, 0, NULL, NULL, UTC, MAYBE, NULL},
	{M, "0a1b2c3d0911230141o480edc2bof8a30f0b724dd96@mail.gmail.com", NULL, 0, "gmail-web", "2009-11-23T08:41:00Z", UTC, SURE, "0911230141"},
	{M, "h2o0a1b2c3d1004230141o480edc2bof8a30f0b724dd96@mail.gmail.com", NULL, 0, "gmail-web", "2010-04-23T08:41:00Z", UTC, SURE, "1004230141"},
	{M, "a2b0c1d20911230141o480edc2bof8a30f0b724dd96@mail.gmail.com", NULL, 0, "gmail-web", "2009-11-23T08:41:00Z", UTC, SURE, "0911230141"},
	{M, "h3o0a1b2c3d1004230141o480edc2bof8a30f0b724dd96@mail.gmail.com", NULL, 0, NULL, NULL, UTC, MAYBE, NULL},
	{M, "0a1b2c3d0911230141o480edc2b0f8a30f0b724dd96@mail.gmail.com", NULL, 0, NULL, NULL, UTC, MAYBE, NULL},
	{M, "0a1b2c3d1211230141o480edc2bof8a30f0b724dd96@mail.gmail.com", NULL, 0, NULL, NULL, UTC, MAYBE, NULL}, /* 2012 */
	{M, "20261123090002.12345-1-anna@example.org", NULL, 0, "git-send-email", AT, UTC, SURE, "20261123090002"},
	{M, "cover.1795424402.git.anna@example.org", NULL, 0, "git-format-patch", AT, UTC, SURE, "1795424402"},
	{M, "0123456789abcdef0123456789abcdef01234567.1795424402.git.anna@example.org", NULL, 0, "git-format-patch", AT, UTC, SURE, "1795424402"},
	{M, "1795424402-3211-1-git-send-email-anna@example.org", NULL, 0, "git-send-email", AT, UTC, SURE, "1795424402"},
	{M, "20261123090002.842219871@example.org", NULL, 0, "quilt", AT, UTC, LIKELY, "20261123090002"},
	{M, "20261123100002.afa67340c2f5eb33ff9615f4@example.org", NULL, 0, "sylpheed", "2026-11-23T10:00:02Z", LOCAL, LIKELY, "20261123100002"},
	{M, "5D25A040.30105@example.org", NULL, 0, "mozilla", "2019-07-10T08:22:24Z", UTC, LIKELY, "5D25A040"},
	{M, "20261123-some-topic-v2-1-0123456789ab@example.org", NULL, 0, "b4", "2026-11-23T00:00:00Z", LOCAL, SURE, "20261123"},
	{M, "20261123090002.12345.qmail@example.org", NULL, 0, "qmail", AT, UTC, SURE, "20261123090002"},
	{M, "1887039269.5822356.1564545036201.JavaMail.app@example.org", NULL, 0, "javamail", "2019-07-31T03:50:36.201Z", UTC, SURE, "1564545036201"},
	{M, "4713284.1029996996000.JavaMail.app@example.org", NULL, 0, "javamail", "2002-08-22T06:16:36.000Z", UTC, SURE, "1029996996000"},
	{M, "1887039269.5822356.1795424402250@mail.yahoo.com", NULL, 0, "javamail", AT_MS, UTC, LIKELY, "1795424402250"},
	{B, "----=_Part_5822356_1887039269.1795424402250", NULL, 0, "javamail-part", AT_MS, UTC, SURE, "1795424402250"},
	{M, "164548656531.8827.3312345678901234567@example.org", NULL, 0, "python", "2022-02-21T23:36:05.31Z", UTC, SURE, "164548656531"},
	{M, "179542440225.8827.331234.stgit@example.org", NULL, 0, "python", "2026-11-23T09:00:02.25Z", UTC, LIKELY, "179542440225"},
	{M, "1795424402.12345.67.camel@example.org", NULL, 0, "evolution", AT, UTC, SURE, "1795424402"},
	{B, "----------=_1795424402-12345-0", NULL, 0, "mime-tools", AT, UTC, SURE, "1795424402"},
	{B, "_----------=_1694844911308661", NULL, 0, "mime-tools", "2023-09-16T06:15:11Z", UTC, SURE, "1694844911"},
	{B, "_=_swift_v4_1795424402_0123456789abcdef_=_", NULL, 0, "swift", AT, UTC, SURE, "1795424402"},
	{M, "44871500-e71c-11f1-8123-0123456789ab@example.org", NULL, 0, "uuid1", "2026-11-23T09:00:02.000000Z", UTC, SURE, "44871500-e71c-11f1"},
	{M, "44871500-e71c-41f1-8123-0123456789ab@example.org", NULL, 0, NULL, NULL, UTC, MAYBE, NULL}, /* version 4 */
	{M, "87v75nq5wt.fsf@example.org", NULL, 0, "gnus", AT, UTC, SURE, "v75nq5wt"},
	{M, "Pine.LNX.4.44.0208221416361.1234-100000@example.org", NULL, 0, "pine", "2002-08-22T14:16:36Z", LOCAL, SURE, "020822141636"},
	{M, "alpine.DEB.2.26.2611231000020.12345@example.org", NULL, 0, "pine", "2026-11-23T10:00:02Z", LOCAL, SURE, "261123100002"},
	{M, "OF1A2B3C4D.0BADCAFE-ON85258EB8.00317108-85258EB8.00317108@example.org", NULL, 0, "notes", "2026-11-23T09:00:02.00Z", UTC, SURE, "85258EB8.00317108"},
	{M, "6b0400923d090_1a2b3f8c2d@web1.mail", NULL, 0, "ruby-mail", AT_US, UTC, SURE, "6b0400923d090"},
	{B, "--==_mimepart_6b0400923d090_1a2b3f8c2d", NULL, 0, "ruby-mail", AT_US, UTC, SURE, "6b0400923d090"},
	{M, "20261123100002.1a2b3c4d@example.org", NULL, 0, "sylpheed", "2026-11-23T10:00:02Z", LOCAL, LIKELY, "20261123100002"},
	{M, "5.1.0.14.2.20020822141636.00a1b2c3@example.org", NULL, 0, "eudora", "2002-08-22T14:16:36Z", LOCAL, SURE, "20020822141636"},
	{M, "18210181518.20020822141636@example.org", NULL, 0, "thebat", "2002-08-22T14:16:36Z", LOCAL, LIKELY, "20020822141636"},
	{M, "20261123090002.BkYqXv6T%anna@example.org", NULL, 0, "mailx", AT, UTC, SURE, "20261123090002"},
	{M, "6b040092.BkYqXv6T8gKkVzp3%anna@example.org", NULL, 0, "mailx", AT, UTC, SURE, "6b040092"},
	{M, "mailman.12.1795424402.4711.list@example.org", NULL, 0, "mailman", AT, UTC, SURE, "1795424402"},
	{M, "63158.192.0.2.9.1795424402.squirrel@example.org", NULL, 0, "squirrelmail", AT, UTC, SURE, "1795424402"},
	{M, "202611231700.AbCdEfGh-lkp@intel.com", NULL, 0, "lkp", "2026-11-23T17:00:00Z", LOCAL, SURE, "202611231700"},
	{M, "dovecot-sieve-1795424402-123456-0@example.org", NULL, 0, "dovecot-sieve", AT, UTC, SURE, "1795424402"},
	{B, "F2B4C12345.1795424402/mx.example.org", NULL, 0, "bounce-boundary", AT, UTC, SURE, "1795424402"},
	{B, "1795424402-eximdsn-123456789", NULL, 0, "bounce-boundary", AT, UTC, SURE, "1795424402"},
	{F, "cyrus-12345-1795424402-1-7373842383223", "X-Cyrus-Session-Id", 0, "cyrus-session", AT, UTC, SURE, "1795424402"},
	{F, "bizesmtp31t1795424402tc1g0s3v", "X-QQ-mid", 0, "qq", AT, UTC, SURE, "1795424402"},
	{F, "AC=CONTINUE;TI=SMTPD_---.Mq8aNHs_1795424402;", "X-Alimail-AntiSpam", 0, "aliyun", AT, UTC, SURE, "1795424402"},
	/* signatures and envelope addresses */
	{MT_ID_TAG, "1795424402", "t", 0, "dkim", AT, UTC, SURE, "1795424402"},
	{MT_ID_TAG, " 1795424402 ", "x", 0, "dkim", AT, UTC, SURE, "1795424402"},
	{MT_ID_TAG, "1795424402", "i", 0, NULL, NULL, UTC, MAYBE, NULL},
	{MT_ID_TAG, "99999999999", "t", 0, NULL, NULL, UTC, MAYBE, NULL},
	{MT_ID_ADDRESS, "SRS0=HHHH=JM=example.org=anna@fwd.example", NULL, 0, "srs", "2026-11-23T00:00:00Z", UTC, SURE, "JM"},
	{MT_ID_ADDRESS, "srs0+hhhh=jm=example.org=anna@fwd.example", NULL, 0, "srs", "2026-11-23T00:00:00Z", UTC, SURE, "jm"},
	{MT_ID_ADDRESS, "SRS1=XXXX=fwd.example==HHHH=JM=example.org=anna@second.example", NULL, 0, "srs", "2026-11-23T00:00:00Z", UTC, SURE, "JM"},
	{MT_ID_ADDRESS, "prvs=1787a1b2c3=anna@example.org", NULL, 0, "batv", "2026-11-30T00:00:00Z", UTC, SURE, "787"},
	{MT_ID_ADDRESS, "anna@example.org", NULL, 0, NULL, NULL, UTC, MAYBE, NULL},
	/* ids without a time */
	{M, "1A2B3C4D-5E6F-4A7B-8C9D-0E1F2A3B4C5D@example.org", NULL, 0, NULL, NULL, UTC, MAYBE, NULL},
	{M, "CAFLogA1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0@mail.gmail.com", NULL, 0, NULL, NULL, UTC, MAYBE, NULL},
	{M, "", NULL, 0, NULL, NULL, UTC, MAYBE, NULL},
	{M, "@", NULL, 0, NULL, NULL, UTC, MAYBE, NULL},
	{B, "===============1234567890==", NULL, 0, NULL, NULL, UTC, MAYBE, NULL},
};
/* clang-format on */

/* The text is copied to memory of its very size, so that a sanitizer sees. */
static MtIdSource
source_of(const Vector *v, const char *copy)
{
	MtSlice hint = mt_slice_str(v->hint);
	MtIdSource source = {
		.place = v->place,
		.text = mt_slice(copy, strlen(v->text)),
		.has_zone = true,
		.offset_min = v->offset_min,
		.has_near = true,
		.near_us = NEAR,
	};

	if (v->place == R)
		source.dialect = v->hint;
	else if (v->place == M)
		source.agent = hint;
	else
		source.field = hint;
	return source;
}

START_TEST(decodes)
{
	const Vector *v = &vectors[_i];
	g_autofree char *copy = g_memdup2(v->text, strlen(v->text));
	g_auto(MtBuf) time = {0};
	MtIdSource source = source_of(v, copy);
	MtIdTime t;
	bool found = mt_idtime_decode(&source, &t);

	if (v->scheme == NULL) {
		ck_assert_msg(!found, "%s is no %s", v->text,
			      found ? t.scheme->name : "");
		ck_assert(t.scheme == NULL);
		return;
	}
	ck_assert_msg(found, "%s: no time", v->text);
	ck_assert_str_eq(t.scheme->name, v->scheme);
	mt_time_add_utc(&time, t.us, t.decimals);
	mt_buf_add_char(&time, '\0');
	ck_assert_msg(strcmp(time.p, v->time) == 0, "%s: %s, not %s", v->text,
		      time.p, v->time);
	ck_assert_int_eq(t.zone, v->zone);
	ck_assert_int_eq(t.sure, v->sure);
	ck_assert_uint_le(t.offset + t.length, source.text.n);
	ck_assert_msg(mt_slice_eq(mt_slice(copy + t.offset, t.length),
				  mt_slice_str(v->part)),
		      "%s: decided by %.*s", v->text, (int)t.length,
		      copy + t.offset);
}
END_TEST

/* Every byte cut off or changed to another must not lead outside the text. */
START_TEST(damaged_ids_are_read_safely)
{
	const Vector *v = &vectors[_i];
	size_t n = strlen(v->text);

	for (size_t i = 0; i < n; i++) {
		g_autofree char *copy = g_memdup2(v->text, n);
		g_autofree char *cut = g_memdup2(v->text, i);
		MtIdSource source = source_of(v, copy);
		MtIdTime t;

		copy[i] = '\0';
		mt_idtime_decode(&source, &t);
		ck_assert_uint_le(t.offset + t.length, n);
		source.text = mt_slice(cut, i);
		mt_idtime_decode(&source, &t);
		ck_assert_uint_le(t.offset + t.length, i);
	}
}
END_TEST

START_TEST(every_scheme_has_a_vector_and_words)
{
	for (size_t i = 0; mt_idschemes[i] != NULL; i++) {
		const MtIdScheme *s = mt_idschemes[i];
		bool found = false;

		for (size_t k = 0; k < G_N_ELEMENTS(vectors); k++)
			found = found ||
				(vectors[k].scheme != NULL &&
				 strcmp(vectors[k].scheme, s->name) == 0);
		ck_assert_msg(found, "no vector for %s", s->name);
		ck_assert(s->title != NULL && s->layout != NULL &&
			  s->proves != NULL && s->source != NULL);
		ck_assert_int_gt(s->since, 1980);
		ck_assert_int_le(s->early_s, 0);
		ck_assert_int_ge(s->late_s, 0);
		ck_assert((s->fields != NULL) ==
			  ((s->places >> MT_ID_FIELD & 1) != 0));
	}
}
END_TEST

START_TEST(replies_of_a_thread)
{
	/* Begun at 09:00:02, a reply 90 s later, one 400 days after that. */
	MtSlice text = MT_SLICE("Ad17KQZEAAECAwQFBgcICQoLDA0ODwAADWkQgnSkiiA=");
	MtIdTime t;

	ck_assert(mt_idtime_thread(text, 1, &t));
	ck_assert_int_eq(t.moment, MT_ID_AT_REPLY);
	ck_assert_int_le(llabs(t.us - (NEAR + 90 * 1000000LL)), 33000);
	ck_assert(mt_idtime_thread(text, 2, &t));
	ck_assert_int_le(
		llabs(t.us - (NEAR + (90 + 400 * 86400LL) * 1000000LL)),
		900000);
	ck_assert(!mt_idtime_thread(text, 3, &t));
	ck_assert(t.scheme == NULL);
	/* Begun with two bytes 1: the reply, 90 s later, counts from the first six
	 * bytes all the same, and is left with 54 bits. */
	text = MT_SLICE("AQHdeykGAAECAwQFBgcICQoLDA0OD7c7XCUQ");
	ck_assert(mt_idtime_thread(text, 0, &t));
	ck_assert_int_le(llabs(t.us - NEAR), 1700000);
	ck_assert(mt_idtime_thread(text, 1, &t));
	ck_assert_int_le(llabs(t.us - (NEAR + 90 * 1000000LL)), 900000);
}
END_TEST

START_TEST(circles_need_a_time_nearby)
{
	MtIdSource source = {
		.place = MT_ID_ADDRESS,
		.text = MT_SLICE("SRS0=HHHH=JM=example.org=anna@fwd.example"),
	};
	MtIdTime t;

	ck_assert(!mt_idtime_decode(&source, &t));
	source.has_near = true;
	/* 1024 days before, and at both ends of the circle around. */
	source.near_us = NEAR - 1024 * 86400LL * 1000000;
	ck_assert(mt_idtime_decode(&source, &t));
	ck_assert_int_eq(t.us, (20780 - 1024) * 86400LL * 1000000);
	source.near_us = 20780 * 86400LL * 1000000 + 511 * 86400LL * 1000000;
	ck_assert(mt_idtime_decode(&source, &t));
	ck_assert_int_eq(t.us, 20780 * 86400LL * 1000000);
	source.near_us = 20780 * 86400LL * 1000000 + 513 * 86400LL * 1000000;
	ck_assert(mt_idtime_decode(&source, &t));
	ck_assert_int_eq(t.us, (20780 + 1024) * 86400LL * 1000000);
	source.near_us = INT64_MAX;
	ck_assert(!mt_idtime_decode(&source, &t));
	source.near_us = INT64_MIN;
	ck_assert(!mt_idtime_decode(&source, &t));
}
END_TEST

START_TEST(local_times_need_the_zone)
{
	MtIdSource source = {
		.place = MT_ID_RECEIVED,
		.text = MT_SLICE("q5-v6sm2329278qtp.40.2023.07.26.10.59.04"),
		.dialect = "gmail",
	};
	MtIdTime t;

	ck_assert(!mt_idtime_decode(&source, &t));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("idtime");
	TCase *tests = tcase_create("idtime");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_loop_test(tests, decodes, 0, G_N_ELEMENTS(vectors));
	tcase_add_loop_test(tests, damaged_ids_are_read_safely, 0,
			    G_N_ELEMENTS(vectors));
	tcase_add_test(tests, every_scheme_has_a_vector_and_words);
	tcase_add_test(tests, replies_of_a_thread);
	tcase_add_test(tests, circles_need_a_time_nearby);
	tcase_add_test(tests, local_times_need_the_zone);
	suite_add_tcase(suite, tests);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
