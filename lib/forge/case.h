/*
 * One message as the rules see it: each fact is worked out once, when a rule
 * first asks for it.
 */
#ifndef MT_FORGE_CASE_H
#define MT_FORGE_CASE_H

#include "authres/authres.h"
#include "authres/taglist.h"
#include "chain/chain.h"
#include "forge/finding.h"
#include "identity/envelope.h"
#include "identity/provider.h"
#include "idtime/idtime.h"
#include "idtime/shape.h"

/* Fields that rules ask for. */
#define MT_CASE_FIELDS(X)                                                      \
	X(FROM, "From")                                                        \
	X(SENDER, "Sender")                                                    \
	X(REPLY_TO, "Reply-To")                                                \
	X(TO, "To")                                                            \
	X(CC, "Cc")                                                            \
	X(BCC, "Bcc")                                                          \
	X(DATE, "Date")                                                        \
	X(SUBJECT, "Subject")                                                  \
	X(MESSAGE_ID, "Message-ID")                                            \
	X(IN_REPLY_TO, "In-Reply-To")                                          \
	X(REFERENCES, "References")                                            \
	X(RETURN_PATH, "Return-Path")                                          \
	X(CONTENT_TYPE, "Content-Type")                                        \
	X(USER_AGENT, "User-Agent")                                            \
	X(X_MAILER, "X-Mailer")                                                \
	X(LIST_ID, "List-Id")                                                  \
	X(LIST_POST, "List-Post")                                              \
	X(LIST_UNSUBSCRIBE, "List-Unsubscribe")                                \
	X(MAILING_LIST, "Mailing-List")                                        \
	X(X_MAILING_LIST, "X-Mailing-List")                                    \
	X(X_BEENTHERE, "X-BeenThere")                                          \
	X(PRECEDENCE, "Precedence")                                            \
	X(RESENT_FROM, "Resent-From")                                          \
	X(RESENT_DATE, "Resent-Date")                                          \
	X(DKIM, "DKIM-Signature")                                              \
	X(AUTHRES, "Authentication-Results")                                   \
	X(RECEIVED_SPF, "Received-SPF")                                        \
	X(ARC_SEAL, "ARC-Seal")                                                \
	X(ARC_MESSAGE, "ARC-Message-Signature")                                \
	X(ARC_AUTHRES, "ARC-Authentication-Results")                           \
	X(ARRIVAL_TIME, "X-OriginalArrivalTime")                               \
	X(ORIGINATING_IP, "X-Originating-IP")                                  \
	X(THREAD_INDEX, "Thread-Index")                                        \
	X(INCOMING_COUNT, "X-IncomingHeaderCount")                             \
	X(INCOMING_MARKER, "X-IncomingTopHeaderMarker")                        \
	X(RECEIVED, "Received")                                                \
	X(DELIVERED_TO, "Delivered-To")

typedef enum {
#define MT_CASE_ENUM(name, text) MT_F_##name,
	MT_CASE_FIELDS(MT_CASE_ENUM)
#undef MT_CASE_ENUM
		MT_CASE_NAMES,
} MtCaseField;

/* What logs say of a hop. */
typedef enum {
	MT_LOG_SILENT, /* they do not reach so far, or are of other hosts */
	MT_LOG_CONFIRMS,
	MT_LOG_CONTRADICTS,
} MtLogAnswer;

typedef struct {
	MtLogAnswer answer;
	MtSlice why; /* a phrase */
	MtSlice log; /* the file; p is NULL where no line tells of the hop */
	uint64_t offset, length, line; /* of that line */
} MtHopLog;

typedef struct MtForge MtForge;
typedef struct MtFinds MtFinds;

/* An id of the message, and the time in it. */
typedef struct {
	const MtField *field;
	MtSlice text;  /* the id, in the value */
	MtShape shape; /* of Received and Message-ID */
	MtIdTime time; /* scheme is NULL where it carries none */
} MtCaseId;

typedef struct {
	const MtField *field;
	MtSignature signature;
} MtCaseSignature;

typedef struct {
	const MtField *field;
	MtAuthResults results;
	bool own;   /* the authserv-id is the reader's */
	bool above; /* above the boundary: written by the reader's side */
} MtCaseResults;

/* A person or role: the address in From and its like. */
typedef struct {
	const MtField *field; /* NULL: there is no such field */
	MtSlice address;      /* the first addr-spec; p may be NULL */
	MtSlice domain;
} MtCaseParty;

typedef struct {
	const MtForge *forge; /* what the reader told */
	const MtMessage *message;
	const MtFields *fields;
	const MtChain *chain;
	const MtHopLog *logs; /* of each hop; NULL without logs */
	MtArena *arena;
	MtFinds *finds;

	/* Of the chain, at once. */
	size_t oldest, newest;    /* dated hops; numbers, 0 for none */
	int64_t earliest, latest; /* their extreme times */

	/* Private to case*.c. */
	const MtField *first[MT_CASE_NAMES];
	size_t count[MT_CASE_NAMES];
	MtSlice *values;
	unsigned done;
	MtTime date;
	MtCaseId *hop_ids;
	MtCaseId message_id, boundary;
	MtCaseParty parties[MT_CASE_NAMES];
	uint64_t parties_done;
	MtCaseSignature *dkim;
	size_t n_dkim;
	MtCaseSignature *seals;
	size_t n_seals;
	MtCaseResults *results;
	size_t n_results;
	bool list;
	const void *agent; /* of rules/agent.c: what it knows of the program */
} MtCase;

void mt_case_init(MtCase *c, const MtForge *forge, const MtMessage *message,
		  const MtFields *fields, const MtChain *chain, MtArena *arena);

/* ---- fields ---- */

/* The topmost field of a name, NULL without; the next one below it. */
static inline const MtField *
mt_case_first(const MtCase *c, MtCaseField name)
{
	return c->first[name];
}
const MtField *mt_case_next(const MtCase *c, MtCaseField name,
			    const MtField *after);

/* The value as one line: byte i of it is byte i of the raw value. */
MtSlice mt_case_value(MtCase *c, const MtField *field);

/* The same, trimmed; p is NULL where the field is not there. */
MtSlice mt_case_text(MtCase *c, MtCaseField name);

/* Does the field stand above (newer than) the hop? */
static inline bool
mt_case_above(const MtField *field, const MtHop *hop)
{
	return field < hop->field;
}

/*
 * Is the field of the server that wrote the hop, or of one above it? Servers
 * put results on top of their Received field, or, as Gmail does, right below it,
 * before the next field that is no result.
 */
bool mt_case_of_receiver(const MtCase *c, const MtField *field,
			 const MtHop *hop);

/* ---- times and ids ---- */

/* The Date; `known` is false where it is missing or unreadable. */
const MtTime *mt_case_date(MtCase *c);

/* Of hop `i`, an index. Never NULL. */
const MtCaseId *mt_case_hop_id(MtCase *c, size_t i);
const MtCaseId *mt_case_message_id(MtCase *c);
const MtCaseId *mt_case_boundary(MtCase *c);

/* Any other id that stands in a field. */
MtCaseId mt_case_field_id(MtCase *c, const MtField *field, MtIdPlace place,
			  MtSlice text, MtSlice name);

/* What the source of an id is to say for this hop. */
MtIdSource mt_case_hop_source(const MtHop *hop);
MtIdSource mt_case_message_id_source(MtCase *c);

/* The program that wrote the message: User-Agent, else X-Mailer. */
MtSlice mt_case_agent(MtCase *c);

/* ---- who ---- */

const MtCaseParty *mt_case_party(MtCase *c, MtCaseField name);

/* A host of any hop is `domain` or below it. */
bool mt_case_hops_below(const MtCase *c, MtSlice domain);

/* The envelope sender: Return-Path, else the From_ line's address. */
MtSlice mt_case_envelope_from(MtCase *c);

/* Does the organisation occur in the name of any host of the chain, in a
 * signature's domain? `hops` from the oldest on; 0 for all. */
bool mt_case_org_in_hops(MtCase *c, MtSlice domain, size_t hops);
bool mt_case_org_in_dkim(MtCase *c, MtSlice domain);

/* A host of the provider is in the chain, or a signature is of one of its
 * domains. */
bool mt_case_provider_had_it(MtCase *c, const MtProvider *provider);

/* The names belong to one organisation; false where either has none. */
bool mt_case_same_org(MtSlice a, MtSlice b);

/* Something says that the message came by a list, or was resent. */
bool mt_case_is_list(MtCase *c);

/* ---- what others said ---- */

/* From the top; DKIM-Signature and ARC-Seal. */
const MtCaseSignature *mt_case_dkim(MtCase *c, size_t *n);
const MtCaseSignature *mt_case_seals(MtCase *c, size_t *n);
const MtCaseResults *mt_case_results(MtCase *c, size_t *n);

/* ---- trust ---- */

/* The hop where mail entered the reader's side; NULL where not known. */
const MtHop *mt_case_boundary_hop(const MtCase *c);

/* The receiver's own hop: the boundary, else the newest; NULL without hops. */
const MtHop *mt_case_edge(const MtCase *c);

/* The peer's name was looked up by the receiver and is not in doubt. */
bool mt_hop_verified(const MtHop *hop);

/* ---- telling ---- */

struct MtRule;

/*
 * A finding of `rule`; `detail` is a sentence without a full stop. The
 * evidence must follow at once; one that gets none is void. NULL when there are
 * too many of this rule already, which the functions below accept.
 */
MtFinding *mt_find(MtCase *c, const struct MtRule *rule, const char *detail,
		   ...) G_GNUC_PRINTF(3, 4);

void mt_find_grade(MtFinding *finding, MtGrade grade);

/* `text` lies in the raw value of the field or in its unfolded copy; else the
 * first like it is taken, else the whole value. `meaning` may be NULL. */
void mt_find_text(MtCase *c, MtFinding *finding, const char *name,
		  const MtField *field, MtSlice text, const char *meaning, ...)
	G_GNUC_PRINTF(6, 7);

/* The whole value. */
void mt_find_field(MtCase *c, MtFinding *finding, const char *name,
		   const MtField *field, const char *meaning, ...)
	G_GNUC_PRINTF(5, 6);

/* Parts of a hop: its date, its peer's address. */
void mt_find_hop_date(MtCase *c, MtFinding *finding, const MtHop *hop);
void mt_find_hop_ip(MtCase *c, MtFinding *finding, const MtHop *hop,
		    const char *meaning);
void mt_find_hop_text(MtCase *c, MtFinding *finding, const char *name,
		      const MtHop *hop, MtSlice text, const char *meaning);

/* The Date field, decoded. */
void mt_find_date(MtCase *c, MtFinding *finding);

/* The id, with the time in it. */
void mt_find_id(MtCase *c, MtFinding *finding, const char *name,
		const MtCaseId *id);

/* Bytes of a log. */
void mt_find_log(MtFinding *finding, MtSlice log, uint64_t offset,
		 uint64_t length, uint64_t line, MtSlice text,
		 const char *meaning);

/* For sentences: `2023-12-22 19:09:20 UTC`, `3 h 5 m`, an address; in the
 * arena, NUL-terminated. */
const char *mt_case_utc(MtCase *c, int64_t us);
const char *mt_case_span(MtCase *c, int64_t us);
const char *mt_case_ip(MtCase *c, const MtIp *ip);
const char *mt_case_weekday(const MtTime *time); /* in its own zone */

/* For %.*s, no more than a sentence can bear. */
#define MT_CASE_QUOTE 120
#define MT_S(slice)                                                            \
	(int)MIN((slice).n, MT_CASE_QUOTE), (slice).p ? (slice).p : ""

#endif
