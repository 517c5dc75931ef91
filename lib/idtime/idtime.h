/*
 * Ids that carry a time: mail software makes ids unique with the clock, so a
 * queue id, a Message-ID or a MIME boundary often says when it was made, down
 * to microseconds, by a clock that nobody thinks of when a header is forged.
 *
 * A scheme is one file in schemes/. Decoding is exact, needs no memory, and
 * takes time linear in the id; any bytes are accepted.
 */
#ifndef MT_IDTIME_IDTIME_H
#define MT_IDTIME_IDTIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* Where an id stands. Schemes are tried for one place only. */
typedef enum {
	MT_ID_RECEIVED,   /* the id clause of Received, X-Received */
	MT_ID_MESSAGE_ID, /* without angle brackets */
	MT_ID_BOUNDARY,   /* of Content-Type, without quotes */
	MT_ID_FIELD,      /* the value of the field called `field` */
	MT_ID_TAG,        /* t= or x= of a DKIM or ARC field: the digits */
	MT_ID_ADDRESS,    /* an envelope address, without angle brackets */
	MT_ID_PLACES,
} MtIdPlace;

/* An id and what is known of it. All zero but `place` and `text` will do. */
typedef struct {
	MtIdPlace place;
	MtSlice text;

	const char *dialect; /* of the Received field; NULL if not known */
	MtSlice software;    /* its product and version, as written */
	MtSlice by;          /* the host that wrote it */
	MtSlice agent;       /* User-Agent or X-Mailer of the message */
	MtSlice field;       /* MT_ID_FIELD: the name; MT_ID_TAG: the tag */

	/* The zone that stands beside the id, in the same Received field, for
	 * the schemes that write the local time of their host. */
	bool has_zone;
	int32_t offset_min;

	/* A time that is near: the date of the hop or of the message. It picks
	 * the period of the schemes that count in circles (`period_us`), and
	 * nothing else: an id is never bent to what it should say. */
	bool has_near;
	int64_t near_us;
} MtIdSource;

/* Later times are taken for random bytes: with it, a third of all random 32-bit
 * numbers is a time. */
enum { MT_ID_LAST_YEAR = 2049 };

/* What happened at the time that an id carries. */
typedef enum {
	MT_ID_AT_RECEIPT,     /* the server began to take the message */
	MT_ID_AT_CONNECTION,  /* the session began; it may last for hours */
	MT_ID_AT_COMPOSITION, /* the message, or its template, was made */
	MT_ID_AT_THREAD,      /* the conversation began */
	MT_ID_AT_REPLY,       /* the latest reply in it was begun */
	MT_ID_AT_SIGNING,     /* the signature was made */
	MT_ID_AT_EXPIRY,      /* the signature or the address ends */
	MT_ID_AT_REWRITING,   /* the envelope address was made */
} MtIdMoment;

/* How sure it is that the id was made by the scheme, whatever it decodes to. */
typedef enum {
	MT_ID_POSSIBLE, /* others write such ids: one in three may be random */
	MT_ID_LIKELY,   /* the shape is its own; one random id in 100 passes */
	MT_ID_CERTAIN,  /* shape and software, or redundancy within the id */
} MtIdSure;

/* What `us` is. */
typedef enum {
	MT_ID_UTC,   /* an instant */
	MT_ID_ZONED, /* local time of the host, made UTC with `offset_min` */
	MT_ID_LOCAL, /* local time of a client whose zone nobody wrote: `us` is
		      * the wall clock as if it were UTC. `us` minus the true
		      * time is the client's offset. */
} MtIdZone;

typedef struct MtIdScheme MtIdScheme;

typedef struct {
	const MtIdScheme *scheme; /* NULL where no scheme fits */
	int64_t us;               /* microseconds since 1970 */
	int64_t span_us;          /* the id was made in [us, us + span_us) */
	int64_t period_us; /* the scheme repeats itself after so long; 0 */
	uint8_t decimals;  /* of the second, that are known */
	MtIdZone zone;
	MtIdSure sure;
	MtIdMoment moment;
	size_t offset, length; /* of the characters that carry the time, in
				* the text */
} MtIdTime;

/* What ids look like, for the schemes that a pattern can tell: match.h. */
typedef struct {
	const char *pattern;
	MtIdZone zone;
	MtIdSure sure;
} MtIdPattern;

struct MtIdScheme {
	const char *name;  /* `exim`: what records say */
	const char *title; /* `Exim queue id` */
	unsigned places;   /* 1U << MtIdPlace, or several */
	MtIdMoment moment;

	int since; /* the year in which the software began to do so */

	/*
	 * How far the id's time may be from the date beside it (that of the hop
	 * or the message) in authentic mail: from `early_s`, which is negative,
	 * to `late_s`. Measured on 70,000 messages, then widened. Both 0: no
	 * bound is known, since ids are kept (drafts, threads, templates).
	 */
	int32_t early_s, late_s;

	const char *layout; /* for people: how the time lies in it */
	const char *proves; /* a sentence: what the time means, how exact */
	const char *source; /* where the layout is known from */

	/* What decode() takes, looked at first to be quick: the shortest and the
	 * longest id (0: any), and bytes that all must stand in it; may be
	 * NULL. Patterns speak for themselves. */
	unsigned short least, most;
	const char *marks;

	const char *const *fields;   /* MT_ID_FIELD: their names; else NULL */
	const MtIdPattern *patterns; /* the surest that fits; may be NULL */
	const char *agent;           /* in User-Agent: makes it certain */

	/* What no pattern tells; may be NULL. Fill all but `scheme`; `moment` is
	 * preset. False where it is none. */
	bool (*decode)(const MtIdSource *source, MtIdTime *time);
};

/* NULL-terminated, in the order of their files; made by the Makefile. */
extern const MtIdScheme *const mt_idschemes[];

/*
 * The time in an id, by the scheme that is surest of it. False, with `scheme`
 * NULL, where no scheme fits or the time could not be: before the software
 * existed, or after MT_ID_LAST_YEAR.
 */
bool mt_idtime_decode(const MtIdSource *source, MtIdTime *time);

/*
 * The other times in one Thread-Index: `nth` 0 is what mt_idtime_decode() gives,
 * the beginning of the thread; 1 to n are its replies, the last one made with
 * the message itself. False where there are not so many.
 */
bool mt_idtime_thread(MtSlice text, size_t nth, MtIdTime *time);

/*
 * Is the value of the field called `name` an MT_ID_FIELD for some scheme
 * (Thread-Index, X-MS-Exchange-Organization-Network-Message-Id, X-SES-Outgoing,
 * ...)? Case does not matter.
 */
bool mt_idtime_is_field(MtSlice name);

/* Words for tables and sentences: `when the session began`; `UTC`. */
const char *mt_idtime_moment_text(MtIdMoment moment);
const char *mt_idtime_zone_text(MtIdZone zone);
const char *mt_idtime_sure_text(MtIdSure sure);

#endif
