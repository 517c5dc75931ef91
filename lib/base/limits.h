/*
 * Every limit on what hostile input may cost, with its reason.
 *
 * Beyond a limit the data is noted (see base/note.h), not dropped in silence.
 * Each limit has a test just over it.
 */
#ifndef MT_BASE_LIMITS_H
#define MT_BASE_LIMITS_H

enum {
	/* Bytes kept of one header field. RFC 5322 says 998 a line; real DKIM
	 * and ARC sets reach 20 kB. The rest of a longer field is counted. */
	MT_MAX_FIELD = 1024 * 1024,

	/* Bytes kept of one header block; what follows is counted, not kept.
	 * 100,000 Received fields of ordinary size fit. */
	MT_MAX_HEADER = 64 * 1024 * 1024,

	/* Fields of one message. 150,000 lets a mail bomb be looked at. */
	MT_MAX_FIELDS = 150000,

	/* Empty lines before a header block; exports have one or two. */
	MT_MAX_LEADING_LINES = 8,

	/* Bytes before the first field of a file that is no mbox: a file with
	 * more of them is no message, and not read on. */
	MT_MAX_PREAMBLE = 16 * 1024,

	/* Bytes of an mbox From_ line: an address of 320, a date, a remark. */
	MT_MAX_FROM_LINE = 1024,

	/* Bytes of a From or Sender value in which an address is looked for:
	 * GMime calls itself once for each level of groups in groups. */
	MT_MAX_ADDRESS = 4096,

	/* Bytes of an mbox body that are held while a line that looks like
	 * From_ is judged by what stands where Content-Length ends. */
	MT_MAX_AHEAD = 8 * 1024 * 1024,

	/* Hops of one message that become records. RFC 5321 6.3 wants loops
	 * cut at 100 or so; a bomb of forged hops must still be countable. */
	MT_MAX_HOPS = 100000,

	/* Comments inside comments (RFC 5322 3.2.2 sets no bound). */
	MT_MAX_NESTING = 64,

	/* Tokens of one Received field; real ones have fewer than 100. */
	MT_MAX_TOKENS = 4096,

	/* Pairs of hosts whose delays are kept to estimate clocks, 100 bytes
	 * each as a rule, 600 at most. What is beyond is counted. 100,000
	 * messages to one person came over fewer. */
	MT_MAX_SKEW_PAIRS = 32768,

	/* Pairs of hosts with a row of their own in a summary, 0.2 kB at first,
	 * 15 kB with thousands of delays from milliseconds to days; the rest
	 * share one row. Nobody reads on so far. */
	MT_MAX_SUMMARY_PAIRS = 8192,

	/* Recipients listed in one "for" clause that become record members. */
	MT_MAX_FOR = 64,

	/* Bytes of one line of JSON Lines. A field of MT_MAX_FIELD bytes fits
	 * in three members (for, for_all, raw), every byte written as \u0000
	 * and once more in base64. */
	MT_MAX_RECORD = 24 * 1024 * 1024,

	/* Values in one line of JSON: jansson takes some 100 bytes for each,
	 * and "1," is two. A delivery of 40,000 recipients fits. */
	MT_MAX_VALUES = 1000000,

	/* Bytes of a log line. syslog daemons cut at 8 kB or less; message
	 * tracking lists thousands of recipients in one line, and a journal
	 * entry is one. The rest of a longer line is passed over. */
	MT_MAX_LINE = 1024 * 1024,

	/* Prefixes of a log line before one another: a line of syslog in one of
	 * a container in one of a shipper are three. */
	MT_MAX_PREFIXES = 8,

	/* Tags of one DKIM or ARC field, and results or properties of one
	 * Authentication-Results; real ones have fewer than 40. */
	MT_MAX_TAGS = 512,

	/* Bytes of a configuration file: a thousand patterns are 20 kB. */
	MT_MAX_CONFIG = 1024 * 1024,

	/* Deliveries under way in a log of qmail, whose begin and end are lines
	 * of their own: concurrencyremote is 120 as a rule, 255 at most without
	 * a patch. With more of them all are forgotten. */
	MT_MAX_DELIVERIES = 8192,

	/* Bytes kept of what a server answered, where the result follows on a
	 * line of its own: a line of an answer has 512 (RFC 5321 4.5.3.1.5). */
	MT_MAX_ANSWER = 512,

	/* Bytes kept of the recipient of one: a path has 256 (RFC 5321
	 * 4.5.3.1.3), and names of virtual domains stand before it. */
	MT_MAX_DELIVERY_ADDRESS = 1024,

	/* Recipients of one transaction that are listed; the rest are counted.
	 * MTAs set limits of 50,000 and less by default. */
	MT_MAX_LISTED = 100000,

	/* Attempts of one delivery that are listed: the first and the last
	 * ones. Five days of retries every quarter of an hour are 480. */
	MT_MAX_ATTEMPTS = 64,

	/* Notices and forwards of one transaction that are listed. */
	MT_MAX_CHILDREN = 1024,

	/* Bytes kept of one text of a transaction; replies have a line or a
	 * few, and RFC 5321 4.5.3.1 wants addresses of 320 at most. */
	MT_MAX_KEPT_TEXT = 4096,

	/* Bytes of all transactions that are open at a time; a queue of 250,000
	 * messages fits. Beyond, those longest without news are given up. */
	MT_MAX_OPEN_BYTES = 512 * 1024 * 1024,

	/* Hosts of logs whose clocks are compared; more are not one site's. */
	MT_MAX_CLOCK_HOSTS = 1024,

	/* Connections whose client and TLS are remembered at a time. */
	MT_MAX_SESSIONS = 65536,

	/* Columns of a comma-separated log that are looked at; Exchange has 30. */
	MT_MAX_COLUMNS = 64,

	/* Changes of server in one such log that are remembered, for rows that
	 * name none; an export of many servers has its rows in order of time. */
	MT_MAX_SERVERS = 1024,

	/* Destinations, relays, sender domains, hosts or hours of a report on
	 * queues with a row of their own, 1 kB each at first and 5 kB with
	 * hundreds of deliveries; the rest of a kind share one row. */
	MT_MAX_QUEUE_GROUPS = 65536,

	/* Bytes of the name of one: a domain has as many (RFC 1035 2.3.4). */
	MT_MAX_QUEUE_KEY = 255,

	/* Different reasons of deferral that are told apart; a server of a
	 * large provider meets some hundreds, folded. */
	MT_MAX_QUEUE_REASONS = 4096,

	/* The slowest messages that are kept to be named, 0.4 kB each. */
	MT_MAX_QUEUE_SLOW = 4096,

	/* Bytes of what waits to be known as delivery or as hand-over to another
	 * host of the logs, 0.2 kB for each message: 40,000 of them. What comes
	 * to be known later counts twice. */
	MT_MAX_QUEUE_WAITING = 8 * 1024 * 1024,

	/* Hand-overs to other hosts, and messages of them, that are remembered:
	 * up to twice as many, 0.2 kB and 0.1 kB each. */
	MT_MAX_QUEUE_HANDOVERS = 32768,

	/* Hosts on the way of a message; RFC 5321 6.3 wants loops cut there. */
	MT_MAX_QUEUE_LEGS = 100,

	/* A path in a list of paths; Linux refuses longer ones itself. */
	MT_MAX_PATH = 4096,

	/* What a report keeps whole of each kind of thing (losses, transactions
	 * of messages, statistics): more than anybody reads. The rest is
	 * counted. And messages, each with memory of its own. */
	MT_MAX_REPORT_KEPT = 1024,
	MT_MAX_REPORT_MESSAGES = 256,

	/* Messages that a report remembers the sender, subject and delays of
	 * beside these, under 2 kB each, since what was found in them may come
	 * last. */
	MT_MAX_REPORT_CARDS = 16384,

	/* Bytes of a text and items of a list that a report keeps: replies and
	 * fields are shorter, a list of a hundred is not read. */
	MT_MAX_REPORT_TEXT = 4096,
	MT_MAX_REPORT_LIST = 128,

	/* Hops that a report keeps of one message. */
	MT_MAX_REPORT_HOPS = 200,

	/* Findings that a report keeps of one message. */
	MT_MAX_REPORT_FOUND = 100,

	/* Destinations and reasons with a row of their own in a report, under
	 * 1 kB each; the rest share one. */
	MT_MAX_REPORT_DOMAINS = 4096,
	MT_MAX_REPORT_REASONS = 4096,

	/* Bytes of a header block that a report shows. */
	MT_MAX_REPORT_HEADER = 64 * 1024,
	/* Findings of one rule in one message; a bomb of forged hops is told
	 * of by its first ones and a number. */
	MT_MAX_FINDINGS = 16,

	/* Pairs of organisations that are learned from an archive, 150 bytes
	 * each. 66,000 list messages had some hundred. */
	MT_MAX_ALIASES = 100000,
};

#endif
