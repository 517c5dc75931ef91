/*
 * Rules in their finer points: a header that is changed in one way, and the best
 * grade that a rule gives it. The samples in testdata/forge show each rule once.
 * Size: one table, of which each row is one header.
 */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "forge/engine.h"
#include "forgerun.h"

#define OUTER(with, tls, date)                                                 \
	"Received: from b.example (b.example [192.0.2.1])" tls                 \
	"\n\tby a.example (Postfix) with " with " id 4C2A51F3B0;\n\t" date     \
	"\n"
#define INNER                                                                  \
	"Received: from d.example (d.example [192.0.2.2])\n"                   \
	"\tby b.example (Postfix) with ESMTP id 1F2A51F3B0;\n"                 \
	"\tMon, 23 Nov 2026 09:00:11 +0000\n"
#define HERE "Mon, 23 Nov 2026 09:00:12 +0000"
#define TOP OUTER("ESMTPS", "", HERE)
#define FROM "From: Dan <dan@d.example>\n"
#define SUBJECT "Subject: s\n"
#define DATE "Date: Mon, 23 Nov 2026 09:00:10 +0000\n"
#define ID "Message-ID: <1@d.example>\n"
#define REST FROM SUBJECT DATE ID
#define SIG64                                                                  \
	"8/FaI+Q/E4js5FwvALpBv9KSCyJ51ANwdlX2FTwRQgVkV2HvDLZp5MmHm7Lbtkxf"     \
	"3Y3hAhHzB/0NA2a2uWzu5Q=="
#define HASH32 "zbJwjbOvbsdD7zpj7SRlwALaPd69ifkVIlGcy8Mgic8="

typedef struct {
	const char *rule;
	const char *header;
	char grade; /* `-`: no such finding */
} Point;

/* clang-format off */
static const Point points[] = {
	/* A hop among the author's fields; the whole trace below them. */
	{"rcvd-below-origin-hdr", TOP FROM SUBJECT INNER DATE ID, 'B'},
	{"rcvd-below-origin-hdr", FROM SUBJECT DATE ID TOP INNER, 'C'},
	{"rcvd-below-origin-hdr", FROM SUBJECT DATE ID TOP, 'B'},
	{"rcvd-below-origin-hdr",
	 TOP "Resent-From: <t@t.example>\n" SUBJECT INNER FROM DATE ID, 'C'},
	{"rcvd-below-origin-hdr", TOP SUBJECT INNER FROM DATE ID, 'B'},
	{"rcvd-below-origin-hdr", TOP INNER REST, '-'},
	{"rcvd-below-origin-hdr",
	 TOP REST "Received: from w.d.example ([10.0.0.2]) by hermes of m.d.example (10.0.0.3)\n"
		  "\twith ESMTP; Mon, 23 Nov 2026 09:00:11 +0000\n", 'C'},
	{"rcvd-below-origin-hdr",
	 TOP REST "Received: from w.d.example ([10.0.0.2]) by m.d.example with ESMTP;\n"
		  "\tMon, 23 Nov 2026 09:00:11 +0000\n", 'B'},

	/* Time that runs backwards, or only seems to. */
	{"rcvd-time-backwards-1h",
	 OUTER("ESMTP", "", "Mon, 23 Nov 2026 05:00:12 +0000") INNER REST, 'B'},
	{"rcvd-time-backwards-1h",
	 OUTER("ESMTP", "", "Mon, 23 Nov 2026 09:00:12 +0100") INNER REST, 'C'},
	{"rcvd-time-backwards-1h",
	 OUTER("ESMTP", "", "Mon, 23 Nov 2026 09:00:12 +0500") INNER REST, 'B'},
	{"rcvd-time-backwards-1h",
	 OUTER("ESMTP", "", "23/11/2026 05:00:12") INNER REST, 'C'},

	/* Two counts of one message. */
	{"incoming-header-count",
	 TOP "X-IncomingTopHeaderMarker: OriginalChecksum:1F;SizeAsReceived:99;Count:12\nX-IncomingHeaderCount: 12\n" INNER REST,
	 '-'},
	{"incoming-header-count",
	 TOP "X-IncomingTopHeaderMarker: OriginalChecksum:1F;SizeAsReceived:99;Count:13\nX-IncomingHeaderCount: 12\n" INNER REST,
	 'C'},
	{"incoming-header-count",
	 TOP "X-IncomingTopHeaderMarker: Count\nX-IncomingHeaderCount: 12\n" INNER REST,
	 '-'},

	/* TLS: what a version has, and what the protocol is called then. */
	{"rcvd-tls-impossible",
	 OUTER("ESMTPS", "(using TLSv1.3 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits))", HERE) INNER REST,
	 'A'},
	{"rcvd-tls-impossible",
	 OUTER("ESMTPS", "(using TLSv1.3 with cipher AEAD-AES256-GCM-SHA384 (256/256 bits))", HERE) INNER REST,
	 '-'},
	{"rcvd-tls-impossible",
	 OUTER("ESMTPS", "(using TLSv1.1 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits))", HERE) INNER REST,
	 'A'},
	{"rcvd-tls-impossible",
	 OUTER("ESMTPS", "(using TLSv1/SSLv3 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits))", HERE) INNER REST,
	 '-'},
	{"rcvd-tls-impossible",
	 OUTER("ESMTPS", "(using TLSv1.1 with cipher ECDHE-RSA-AES256-SHA (256/256 bits))", HERE) INNER REST,
	 '-'},
	{"rcvd-tls-protocol",
	 OUTER("ESMTPA", "(using TLSv1.2 with cipher ECDHE-RSA-AES256-SHA (256/256 bits))", HERE) INNER REST,
	 'B'},
	{"rcvd-tls-protocol",
	 OUTER("SMTP", "(using TLSv1.2 with cipher ECDHE-RSA-AES256-SHA (256/256 bits))", HERE) INNER REST,
	 '-'},

	/* Letters of a zone that mean several. */
	{"zone-name-wrong",
	 OUTER("ESMTP", "", "Mon, 23 Nov 2026 03:00:12 -0600 (EDT)") INNER REST, 'B'},
	{"zone-name-wrong",
	 OUTER("ESMTP", "", "Mon, 23 Nov 2026 14:30:12 +0530 (IST)") INNER REST, '-'},
	{"zone-name-wrong",
	 OUTER("ESMTP", "", "Mon, 23 Nov 2026 11:00:12 +0200 (IST)") INNER REST, '-'},
	{"zone-name-wrong",
	 OUTER("ESMTP", "", "Mon, 23 Nov 2026 11:00:12 +0200 (dusk)") INNER REST, '-'},
	{"zone-name-wrong",
	 OUTER("ESMTP", "", "Mon, 23 Nov 2026 06:00:12 -0300 (EST)") INNER REST, '-'},
	{"zone-name-wrong",
	 OUTER("ESMTP", "", "Mon, 23 Nov 2026 05:00:12 -0400 (EST)") INNER REST, 'B'},
	{"zone-name-wrong",
	 TOP INNER FROM SUBJECT "Date: Mon, 23 Nov 2026 09:00:10 +0000 (CEST)\n" ID, 'B'},
	/* Summer time has its season; so have the letters of half the world's. */
	{"zone-name-wrong",
	 OUTER("ESMTP", "", "Mon, 23 Nov 2026 11:00:12 +0200 (CEST)") INNER REST, 'B'},
	{"zone-name-wrong",
	 OUTER("ESMTP", "", "Mon, 23 Nov 2026 05:00:12 -0400 (EDT)") INNER REST, 'B'},
	{"zone-name-wrong",
	 OUTER("ESMTP", "", "Mon, 23 Nov 2026 20:00:12 +1100 (EDT)") INNER REST, '-'},
	{"zone-name-wrong",
	 OUTER("ESMTP", "", "Mon, 23 Nov 2026 20:00:12 +1100 (AEDT)") INNER REST, '-'},
	{"zone-name-wrong",
	 OUTER("ESMTP", "", "Thu, 23 Jul 2026 20:00:12 +1100 (AEDT)") INNER REST, 'B'},
	{"zone-name-wrong",
	 OUTER("ESMTP", "", "Sun, 1 Nov 2026 05:00:12 -0400 (EDT)") INNER REST, '-'},
	{"zone-name-wrong",
	 OUTER("ESMTP", "", "Thu, 23 Jul 2026 10:00:12 +0100 (CET)") INNER REST, '-'},
	{"zone-name-wrong",
	 TOP INNER FROM SUBJECT "Date: Mon, 23 Nov 2026 11:00:10 +0200 (MEST)\n" ID, 'B'},

	/* Others use the form of Exim's ids, and their own numbers. */
	{"rcvd-id-time",
	 TOP "Received: from d.example ([192.0.2.2]) by b.example with esmtp (Gmexim 0.1)\n"
	     "\tid 1AlnuQ-0007hv-00; Mon, 23 Nov 2026 09:00:11 +0000\n" REST, '-'},
	{"rcvd-id-time",
	 TOP "Received: from d.example ([192.0.2.2]) by b.example with esmtp (Exim 4.96)\n"
	     "\tid 1AlnuQ-0007hv-00; Mon, 23 Nov 2026 09:00:11 +0000\n" REST, 'A'},
	{"rcvd-id-time",
	 TOP "Received: from d.example ([192.0.2.2]) by b.example with esmtp\n"
	     "\tid 1AlnuQ-0007hv-00; Mon, 23 Nov 2026 09:00:11 +0000\n" REST, 'A'},

	/* A client needs minutes for a message, a program that pipes it in as long as
	 * it runs; what Postfix picks up may have waited until it was started. */
	{"rcvd-id-time",
	 TOP "Received: from d.example ([192.0.2.2]) by b.example with esmtp (Exim 4.98)\n"
	     "\tid 1xVN63-00000001aB2-3cDe; Mon, 23 Nov 2026 09:00:11 +0000\n" REST, 'A'},
	{"rcvd-id-time",
	 TOP "Received: from dan by b.example with local (Exim 4.98)\n"
	     "\tid 1xVN63-00000001aB2-3cDe; Mon, 23 Nov 2026 09:00:11 +0000\n" REST, '-'},
	{"rcvd-id-time",
	 TOP "Received: from d.example (d.example [192.0.2.2]) by b.example (Postfix) with ESMTP\n"
	     "\tid 4jXwJq0sf8z1lCTp; Mon, 23 Nov 2026 09:00:11 +0000\n" REST, 'A'},
	{"rcvd-id-time",
	 TOP "Received: from d.example (d.example [192.0.2.2]) by b.example (Postfix) with ESMTP\n"
	     "\tid 4jY4JC0sf8z1lCTp; Mon, 23 Nov 2026 09:00:11 +0000\n" REST, 'A'},
	{"rcvd-id-time",
	 TOP "Received: by b.example (Postfix, from userid 1000)\n"
	     "\tid 4jY4JC0sf8z1lCTp; Mon, 23 Nov 2026 09:00:11 +0000\n" REST, '-'},
	{"rcvd-id-time",
	 TOP "Received: by b.example (Postfix, from userid 1000)\n"
	     "\tid 4jXwJq0sf8z1lCTp; Mon, 23 Nov 2026 09:00:11 +0000\n" REST, 'A'},

	/* Times and days that there are not; a leap second there is. */
	{"rcvd-date-impossible", OUTER("ESMTP", "", "Mon, 23 Nov 2026 09:00:61 +0000") INNER REST, 'A'},
	{"rcvd-date-impossible", OUTER("ESMTP", "", "Mon, 23 Nov 2026 09:00:60 +0000") INNER REST, '-'},
	{"rcvd-date-impossible", OUTER("ESMTP", "", "Mon, 23 Nov 2026 25:00:12 +0000") INNER REST, 'A'},
	{"rcvd-date-impossible", OUTER("ESMTP", "", "Tue, 31 Nov 2026 09:00:12 +0000") INNER REST, 'A'},
	{"rcvd-date-impossible", OUTER("ESMTP", "", "Sun, 29 Feb 2026 09:00:12 +0000") INNER REST, 'A'},
	{"rcvd-date-impossible", OUTER("ESMTP", "", "Thu, 29 Feb 2024 09:00:12 +0000") INNER REST, '-'},
	{"rcvd-date-impossible", OUTER("ESMTP", "", "never, 0 Feb 20") INNER REST, '-'},

	/* Of IPv6, what no registry has; networks over networks use their own. */
	{"rcvd-ip-impossible",
	 "Received: from d.example (d.example [IPv6:4a01:111::1]) by b.example (Postfix) with ESMTP\n"
	 "\tid 1F2A51F3B0; Mon, 23 Nov 2026 09:00:11 +0000\n" REST, 'A'},
	{"rcvd-ip-impossible",
	 "Received: from d.example ([245.1.2.3:51234] helo=d.example) by b.example with esmtp\n"
	 "\t(Momentum); Mon, 23 Nov 2026 09:00:11 +0000\n" REST, 'A'},
	{"rcvd-ip-impossible",
	 "Received: from d.example (d.example [IPv6:200:111::1]) by b.example (Postfix) with ESMTP\n"
	 "\tid 1F2A51F3B0; Mon, 23 Nov 2026 09:00:11 +0000\n" REST, '-'},
	{"rcvd-ip-impossible",
	 "Received: from d.example (d.example [IPv6:fd12:111::1]) by b.example (Postfix) with ESMTP\n"
	 "\tid 1F2A51F3B0; Mon, 23 Nov 2026 09:00:11 +0000\n" REST, '-'},

	/* The signature that was judged is told by how it begins. */
#define JUDGED(result)                                                         \
	"Authentication-Results: a.example; dkim=pass " result "\n" TOP        \
	"DKIM-Signature: v=1; a=ed25519-sha256; d=d.example; s=x;\n"           \
	"\th=from:to:subject:date; bh=" HASH32 ";\n\tb=" SIG64 "\n" INNER REST
	{"ar-other-signature", JUDGED("header.d=d.example header.s=x header.b=8/FaI+Q/"), '-'},
	{"ar-other-signature", JUDGED("header.i=@m.d.example header.s=x header.b=8/FaI+Q/"), '-'},
	{"ar-other-signature", JUDGED("header.b=8/FaI+Q/"), '-'},
	{"ar-other-signature", JUDGED("header.d=e.example header.s=x header.b=8/FaI+Q/"), 'B'},
	{"ar-other-signature", JUDGED("header.d=d.example header.s=y header.b=8/FaI+Q/"), 'B'},
	{"ar-other-signature", JUDGED("header.d=d.example header.s=x header.b=9/FaI+Q/"), 'B'},
	{"ar-other-signature", JUDGED("header.d=e.example header.s=y header.b=9/FaI+Q/"), '-'},

	/* A mail program logs in, and has the message from nobody; but webmail, lists,
	 * and servers that call themselves by their first name have. */
#define LOGIN(helo, with)                                                      \
	"Received: from " helo " (f.example [192.0.2.7])\n"                    \
	"\tby b.example (Postfix) with " with " id 2F2A51F3B0;\n"              \
	"\tMon, 23 Nov 2026 09:00:11 +0000\n"
#define BELOW(with)                                                            \
	"Received: from f.example (f.example [192.0.2.8])\n"                   \
	"\tby mx2.e.example (Postfix) with " with " id 3F2A51F3B0;\n"            \
	"\tMon, 23 Nov 2026 09:00:10 +0000\n"
	{"rcvd-below-login", TOP LOGIN("[10.0.0.7]", "ESMTPSA") BELOW("ESMTP") REST, 'B'},
	{"rcvd-below-login", TOP LOGIN("DESKTOP-7", "ESMTPSA") BELOW("ESMTP") REST, 'B'},
	{"rcvd-below-login", TOP LOGIN("[10.0.0.7]", "ESMTPS") BELOW("ESMTP") REST, '-'},
	{"rcvd-below-login", TOP LOGIN("[127.0.0.1]", "ESMTPSA") BELOW("ESMTP") REST, '-'},
	{"rcvd-below-login", TOP LOGIN("w.f.example", "ESMTPSA") BELOW("ESMTP") REST, '-'},
	{"rcvd-below-login", TOP LOGIN("mx7", "ESMTPSA") BELOW("ESMTP") REST, 'B'},
	{"rcvd-below-login", TOP LOGIN("MX2", "ESMTPSA") BELOW("ESMTP") REST, '-'},
	{"rcvd-below-login", TOP LOGIN("[10.0.0.7]", "ESMTPSA") BELOW("HTTP") REST, '-'},
	{"rcvd-below-login", TOP LOGIN("[10.0.0.7]", "ESMTPSA") INNER REST, '-'},
	{"rcvd-below-login",
	 TOP LOGIN("[10.0.0.7]", "ESMTPSA") BELOW("ESMTP") "List-Id: <l.e.example>\n" REST, '-'},
	{"rcvd-below-login",
	 TOP LOGIN("[10.0.0.7]", "ESMTPSA") BELOW("ESMTP") "Resent-From: <t@t.example>\n" REST, '-'},

	/* The fold lies between the words. */
	{"spf-words-differ",
	 "Authentication-Results: a.example; spf=pass (a.example: domain of dan@d.example does\n"
	 "\tnot designate 192.0.2.1 as permitted sender) smtp.mailfrom=dan@d.example\n" TOP INNER REST, 'A'},
	{"spf-words-differ",
	 "Authentication-Results: a.example; spf=fail (a.example: domain of dan@d.example\n"
	 "\tdesignates 192.0.2.1 as\n\tpermitted sender) smtp.mailfrom=dan@d.example\n" TOP INNER REST, 'A'},
	/* The client that SPF was judged for, in the words of Google and Exchange. */
	{"spf-clientip-absent",
	 "Authentication-Results: a.example; spf=pass (a.example: domain of dan@d.example\n"
	 "\tdesignates 192.0.2.1 as permitted sender) smtp.mailfrom=dan@d.example\n" TOP INNER REST, '-'},
	{"spf-clientip-absent",
	 "Authentication-Results: a.example; spf=pass (a.example: domain of dan@d.example\n"
	 "\tdesignates 192.0.2.9 as permitted sender) smtp.mailfrom=dan@d.example\n" TOP INNER REST, 'B'},
	{"spf-clientip-absent",
	 "Authentication-Results: c.example; spf=pass (c.example: domain of dan@d.example\n"
	 "\tdesignates 192.0.2.9 as permitted sender) smtp.mailfrom=dan@d.example\n" TOP INNER REST, '-'},
	{"spf-clientip-absent",
	 "Authentication-Results: spf=fail (sender IP is 192.0.2.9) smtp.mailfrom=d.example\n"
	 "Received: from b.example (192.0.2.1) by x.mail.protection.outlook.com (10.0.0.1)\n"
	 "\twith Microsoft SMTP Server id 15.20.1.1; " HERE "\n" INNER REST, 'B'},

	/* Webmail may write its own hop below the Date. */
	{"date-added-in-transit", TOP DATE INNER FROM SUBJECT ID, 'B'},
	{"date-added-in-transit",
	 TOP DATE "Received: from unknown ([192.0.2.2]) by b.example via HTTP;\n"
		  "\tMon, 23 Nov 2026 09:00:10 +0000\n" FROM SUBJECT ID, '-'},
	{"date-added-in-transit",
	 DATE TOP "Received: from unknown ([192.0.2.2]) by b.example via HTTP;\n"
		  "\tMon, 23 Nov 2026 09:00:10 +0000\n" FROM SUBJECT ID, 'B'},

	/* Programs and the ids that they make, or that servers make for them. */
	{"mua-mid-mismatch", TOP INNER REST "User-Agent: Mutt/2.2.9 (2022-11-12)\n", '-'},
	{"mua-mid-mismatch",
	 TOP INNER FROM SUBJECT DATE "Message-ID: <a.b.c@d.example>\n"
				     "User-Agent: Mutt/2.2.9 (2022-11-12)\n", 'B'},
	{"mua-mid-mismatch",
	 TOP INNER FROM SUBJECT DATE "Message-ID: <a.b.c@d.example>\n"
				     "User-Agent: NeoMutt/20231221\n", '-'},
	{"mua-mid-mismatch",
	 TOP INNER FROM SUBJECT DATE "Message-ID: <patch-v2-1.3-4b62e9a35a9-20261123T085900Z-dan@d.example>\n"
				     "X-Mailer: git-send-email 2.40.0\n", '-'},
	{"mua-mid-mismatch",
	 TOP INNER FROM SUBJECT DATE "Message-ID: <patchwork.1@d.example>\n"
				     "X-Mailer: git-send-email 2.40.0\n", 'B'},
	{"mua-mid-mismatch",
	 TOP INNER FROM SUBJECT DATE "Message-ID: <YwAk/2hd-_xyzUvW@d.example>\n"
				     "User-Agent: Mutt/2.2.9 (2022-11-12)\n", '-'},
	{"mua-mid-mismatch",
	 TOP INNER FROM SUBJECT DATE "Message-ID: <20261123090011.1F2A51F3B0@b.example>\n"
				     "User-Agent: Mozilla Thunderbird\n", '-'},
	{"mua-mid-mismatch",
	 TOP INNER FROM SUBJECT DATE "Message-ID: <20261123090011.1F2A51F3B1@b.example>\n"
				     "User-Agent: Mozilla Thunderbird\n", 'B'},

	{"mid-malformed", TOP INNER FROM SUBJECT DATE "Message-ID: <a@b@d.example>\n", 'B'},
	{"mid-malformed", TOP INNER FROM SUBJECT DATE "Message-ID: <\"a@b\"@d.example>\n", '-'},

	/* Servers that report have no address at times. */
	{"from-no-address", TOP INNER "From: Dan\n" SUBJECT DATE ID, 'B'},
	{"from-no-address", TOP INNER "From: MAILER-DAEMON\n" SUBJECT DATE ID, 'C'},
	{"from-no-address", "Return-Path: <>\n" TOP INNER "From: the mail system\n" SUBJECT DATE ID, 'C'},

	/* Who has logged in may have any name. */
	{"helo-is-receiver",
	 TOP "Received: from b.example (x.elsewhere.example [203.0.113.2])\n"
	     "\tby b.example (Postfix) with ESMTPS id 1F2A51F3B0;\n"
	     "\tMon, 23 Nov 2026 09:00:11 +0000\n" REST, 'B'},
	{"helo-is-receiver",
	 TOP "Received: from b.example (x.elsewhere.example [203.0.113.2])\n"
	     "\tby b.example (Postfix) with ESMTPSA id 1F2A51F3B0;\n"
	     "\tMon, 23 Nov 2026 09:00:11 +0000\n" REST, '-'},

	/* A client that no field names, though the one below is the client's own. */
	{"spf-clientip-absent",
	 OUTER("ESMTP", "", HERE) "Received-SPF: pass client-ip=198.51.100.9; helo=b.example;\n" INNER REST, 'B'},
	{"spf-clientip-absent",
	 "Received: from queue (localhost [127.0.0.1]) by a.example with SMTP; " HERE "\n"
	 "Received-SPF: pass client-ip=198.51.100.9; helo=b.example;\n" INNER REST, '-'},
	{"spf-clientip-absent",
	 "Received: from queue (localhost [127.0.0.1]) by a.example with SMTP; " HERE "\n"
	 "Received-SPF: pass client-ip=198.51.100.9; helo=c.example;\n" INNER REST, 'B'},

	/* What cannot be a signature. */
	{"dkim-impossible", TOP "DKIM-Signature: a=rsa-sha256; d=d.example; bh=" HASH32 "; b=" SIG64 "\n" INNER REST, '-'},
	{"dkim-impossible", TOP "DKIM-Signature: a=rsa-sha1; d=d.example; bh=" HASH32 "; b=" SIG64 "\n" INNER REST, 'B'},
	{"dkim-impossible", TOP "DKIM-Signature: a=rsa-sha512; d=d.example; bh=" HASH32 "; b=" SIG64 "\n" INNER REST, 'B'},
	{"dkim-impossible", TOP "DKIM-Signature: a=rsa-sha256; d=d.example; bh=" HASH32 "; b=c2ln\n" INNER REST, 'B'},

	/* A set is three fields, of which each must be there. */
	{"arc-incomplete", "ARC-Authentication-Results: i=1; a.example; spf=pass\n" TOP INNER REST, 'B'},
	{"arc-incomplete", "ARC-Seal: i=51; cv=none; d=a.example\n" TOP INNER REST, '-'},

	{"rcvd-twice", TOP INNER INNER REST, 'B'},
	{"rcvd-twice", TOP INNER REST, '-'},
	{"rcvd-id-twice",
	 TOP OUTER("ESMTPS", "", "Mon, 23 Nov 2026 09:00:13 +0000") INNER REST, 'B'},
	{"rcvd-id-twice", TOP TOP INNER REST, '-'},

	/* A login before RFC 3848 was known everywhere. */
	{"rcvd-login-protocol",
	 OUTER("ESMTP", "\n\t(Authenticated sender: b)", HERE) INNER REST, 'B'},
	{"rcvd-login-protocol",
	 OUTER("ESMTP", "\n\t(Authenticated sender: b)", "Mon, 23 Nov 2009 09:00:12 +0000") REST, '-'},

	/* SPF in words: the result, the client, the sender. */
	{"spf-words-differ",
	 "Authentication-Results: a.example; spf=pass (a.example: domain of dan@d.example\n"
	 "\tdoes not designate 192.0.2.1 as permitted sender) smtp.mailfrom=dan@d.example\n" TOP INNER REST, 'A'},
	{"spf-words-differ",
	 "Received-SPF: none (a.example: d.example does not designate permitted sender hosts)\n" TOP INNER REST, '-'},
	{"spf-words-differ",
	 "Received-SPF: pass (a.example: domain of dan@d.example designates 192.0.2.9 as permitted sender)\n"
	 "\tclient-ip=192.0.2.1\n" TOP INNER REST, 'A'},
	{"spf-words-differ",
	 "Received-SPF: pass (a.example: domain of dan@d.example designates 192.0.2.1 as permitted sender)\n"
	 "\tenvelope-from=dan@c.example\n" TOP INNER REST, 'B'},

	/* What DMARC may rest on. */
	{"ar-dmarc-unfounded",
	 "Authentication-Results: a.example; spf=pass smtp.mailfrom=c.example; dkim=none;\n"
	 "\tdmarc=pass header.from=d.example\n" TOP INNER REST, 'B'},
	{"ar-dmarc-unfounded",
	 "Authentication-Results: a.example; spf=fail smtp.mailfrom=c.example; dkim=fail; arc=pass;\n"
	 "\tdmarc=pass header.from=d.example\n" TOP INNER REST, '-'},
	{"ar-dmarc-unfounded",
	 "Authentication-Results: a.example; dmarc=pass header.from=d.example\n" TOP INNER REST, '-'},

	/* Signatures of edited parts. */
	{"dkim-impossible",
	 "DKIM-Signature: a=rsa-sha256; d=d.example; t=1795424400; x=1795424300; bh=" HASH32 "; b=" SIG64 "\n" TOP INNER REST, 'B'},
	{"dkim-impossible",
	 "DKIM-Signature: a=rsa-sha256; d=d.example; i=@c.example; bh=" HASH32 "; b=" SIG64 "\n" TOP INNER REST, 'B'},
	{"dkim-impossible",
	 "DKIM-Signature: a=rsa-sha256; d=d.example; i=@c.d.example; bh=" HASH32 "; b=" SIG64 "\n" TOP INNER REST, '-'},
	{"dkim-impossible",
	 "DKIM-Signature: a=rsa-sha256; d=d.example; bh=" HASH32 "; b=abc" SIG64 "\n" TOP INNER REST, 'B'},

	/* Programs of a later time, and previews of them. */
	{"mua-future", TOP INNER REST "User-Agent: Mutt/2.2.13 (2027-03-09)\n", 'A'},
	{"mua-future", TOP INNER REST "User-Agent: Mutt/2.2.13 (2026-11-24)\n", '-'},
	{"mua-future",
	 OUTER("ESMTP", "", "Thu, 23 Nov 2017 09:00:12 +0000") "X-Mailer: git-send-email 2.20.1\n" FROM SUBJECT, 'A'},
	{"mua-future",
	 OUTER("ESMTP", "", "Fri, 23 Nov 2018 09:00:12 +0000") "X-Mailer: git-send-email 2.20.0.rc1\n" FROM SUBJECT, '-'},
	{"rcvd-future",
	 OUTER("ESMTPS", "\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))",
	       "Mon, 23 Nov 2015 09:00:12 +0000") FROM SUBJECT, 'A'},

	{"rcvd-future",
	 "Received: from h (h [192.0.2.1]) by a.example (8.13.1/8.13.1) with ESMTP id g8NB00aB012345;\n"
	 "\tMon, 23 Sep 2002 11:00:00 GMT\n" FROM SUBJECT, 'A'},
	{"rcvd-future",
	 "Received: from h (h [192.0.2.1]) by a.example (8.50.1) with ESMTP id g8NB00aB012345;\n"
	 "\tMon, 23 Sep 2002 11:00:00 GMT\n" FROM SUBJECT, '-'},

	/* Names made of addresses. */
	{"rdns-other-address",
	 "Received: from h (host-192-0-2-7.d.example [192.0.2.9]) by a.example (Postfix) with ESMTP id 4C2A51F3B0;\n"
	 "\t" HERE "\n" REST, 'B'},
	{"rdns-other-address",
	 "Received: from h (7.2.0.192.d.example [192.0.2.7]) by a.example (Postfix) with ESMTP id 4C2A51F3B0;\n"
	 "\t" HERE "\n" REST, '-'},
	{"rdns-other-address",
	 "Received: from h (rack-10-20-2-7.d.example [192.0.2.7]) by a.example (Postfix) with ESMTP id 4C2A51F3B0;\n"
	 "\t" HERE "\n" REST, '-'},
};
/* clang-format on */

START_TEST(each_point_has_its_grade)
{
	const Point *p = &points[_i];
	g_autoptr(MtArena) arena = mt_arena_new();
	ForgeRun run = {.arena = arena, .forge.grade = MT_GRADE_C};
	char best = '-';

	forge_run(&run, mt_slice_str(p->header), 0);
	ck_assert_ptr_nonnull(mt_rule_find(mt_slice_str(p->rule)));
	ck_assert(forge_is_proven(&run));
	for (size_t i = run.verdict.findings.n; i > 0; i--) {
		const MtFinding *f = &run.verdict.findings.findings[i - 1];

		if (strcmp(f->rule->id, p->rule) == 0)
			best = (char)('A' + f->grade - MT_GRADE_A);
	}
	ck_assert_msg(best == p->grade, "%s is %c, not %c, in:\n%s", p->rule,
		      best, p->grade, p->header);
}
END_TEST

/* RFC 8601 2.2: the id may be quoted, its characters escaped; case is nothing. */
START_TEST(own_results_are_known_however_they_are_written)
{
	static const char *const own[] = {"mx.a.example", NULL};
	const MtForge forge = {.authserv_id = own};

	ck_assert(mt_forge_own_authserv(&forge, MT_SLICE("MX.a.example")));
	ck_assert(mt_forge_own_authserv(&forge, MT_SLICE("mx\\.a.example")));
	ck_assert(mt_forge_own_authserv(&forge, MT_SLICE("mx.a.example.")));
	ck_assert(!mt_forge_own_authserv(&forge, MT_SLICE("mx.a.example.org")));
	ck_assert(!mt_forge_own_authserv(&forge, MT_SLICE("x.a.example")));
	ck_assert(!mt_forge_own_authserv(&forge, MT_SLICE("mx.a.exampl\\")));
	ck_assert(!mt_forge_own_authserv(&forge, MT_SLICE("")));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("forgerules");
	TCase *tests = tcase_create("forgerules");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tests, each_point_has_its_grade, 0,
			    G_N_ELEMENTS(points));
	tcase_add_test(tests, own_results_are_known_however_they_are_written);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
