/* Choosing the scheme of an id: those of its place, the surest one. */
#include "idtime/idtime.h"

#include <glib.h>

#include "base/time.h"
#include "idtime/match.h"

enum { MAX_SCHEMES = 128 };

/* The ASCII characters of a text, as a set of bits. */
typedef struct {
	uint64_t low, high;
} Present;

typedef struct {
	const MtIdScheme *scheme; /* NULL ends the list */
	size_t least, most;
	Present marks;
} Entry;

static Entry table[MT_ID_PLACES][MAX_SCHEMES + 1];

static Present
look_over(MtSlice text)
{
	Present p = {0, 0};

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c < 64)
			p.low |= (uint64_t)1 << c;
		else if (c < 128)
			p.high |= (uint64_t)1 << (c - 64);
	}
	return p;
}

static void *
table_build(void *unused)
{
	size_t n[MT_ID_PLACES] = {0};

	for (size_t i = 0; mt_idschemes[i] != NULL; i++) {
		const MtIdScheme *s = mt_idschemes[i];

		if (i == MAX_SCHEMES)
			g_error("more than %d schemes of ids", MAX_SCHEMES);
		for (unsigned place = 0; place < MT_ID_PLACES; place++)
			if (s->places >> place & 1)
				table[place][n[place]++] = (Entry){
					s, s->least,
					s->most == 0 ? SIZE_MAX : s->most,
					look_over(mt_slice_str(s->marks))};
	}
	return unused;
}

static inline bool
can_fit(const Entry *e, size_t length, Present present)
{
	return length >= e->least && length <= e->most &&
	       (e->marks.low & ~present.low) == 0 &&
	       (e->marks.high & ~present.high) == 0;
}

/* Dates of two decades pass before a test has to be made larger. */
static bool
can_be(const MtIdScheme *scheme, int64_t us)
{
	int64_t day = 86400 * (int64_t)1000000;

	return us >= mt_time_days(scheme->since, 1, 1) * day &&
	       us < mt_time_days(MT_ID_LAST_YEAR + 1, 1, 1) * day;
}

/* NULL-terminated names. */
static bool
is_among(const char *const *names, MtSlice name)
{
	for (; names != NULL && *names != NULL; names++)
		if (mt_slice_eq_i(mt_slice_str(*names), name))
			return true;
	return false;
}

bool
mt_idtime_is_field(MtSlice name)
{
	for (size_t i = 0; mt_idschemes[i] != NULL; i++)
		if (is_among(mt_idschemes[i]->fields, name))
			return true;
	return false;
}

static bool
read_by(const MtIdScheme *scheme, const MtIdSource *source, MtIdTime *time)
{
	const MtIdPattern *p = scheme->patterns;

	if (source->place == MT_ID_FIELD &&
	    !is_among(scheme->fields, source->field))
		return false;
	while (p != NULL && p->pattern != NULL && !mt_id_match(source, p, time))
		p++;
	if ((p == NULL || p->pattern == NULL) &&
	    (scheme->decode == NULL || !scheme->decode(source, time)))
		return false;
	if (scheme->agent != NULL &&
	    mt_slice_find_i(source->agent, mt_slice_str(scheme->agent)) !=
		    MT_SLICE_NOWHERE)
		time->sure = MT_ID_CERTAIN;
	return can_be(scheme, time->us);
}

bool
mt_idtime_decode(const MtIdSource *source, MtIdTime *time)
{
	static GOnce once = G_ONCE_INIT;
	Present present;

	g_once(&once, table_build, NULL);
	*time = (MtIdTime){0};
	if (source->text.n == 0 || source->place >= MT_ID_PLACES)
		return false;
	present = look_over(source->text);
	for (const Entry *e = table[source->place];
	     e->scheme != NULL && time->sure < MT_ID_CERTAIN; e++) {
		MtIdTime found;

		if (!can_fit(e, source->text.n, present))
			continue;
		found = (MtIdTime){.scheme = e->scheme,
				   .moment = e->scheme->moment};
		if (read_by(e->scheme, source, &found) &&
		    (time->scheme == NULL || found.sure > time->sure))
			*time = found;
	}
	return time->scheme != NULL;
}

const char *
mt_idtime_moment_text(MtIdMoment moment)
{
	static const char *const texts[] = {
		[MT_ID_AT_RECEIPT] = "when the server began to take it",
		[MT_ID_AT_CONNECTION] = "when the session began",
		[MT_ID_AT_COMPOSITION] = "when the message was made",
		[MT_ID_AT_THREAD] = "when the conversation began",
		[MT_ID_AT_REPLY] = "when the reply was begun",
		[MT_ID_AT_SIGNING] = "when it was signed",
		[MT_ID_AT_EXPIRY] = "when it ends",
		[MT_ID_AT_REWRITING] = "when the address was made",
	};

	return texts[moment];
}

const char *
mt_idtime_zone_text(MtIdZone zone)
{
	static const char *const texts[] = {
		[MT_ID_UTC] = "UTC",
		[MT_ID_ZONED] = "local time of the host",
		[MT_ID_LOCAL] = "local time of the client",
	};

	return texts[zone];
}

const char *
mt_idtime_sure_text(MtIdSure sure)
{
	static const char *const texts[] = {
		[MT_ID_POSSIBLE] = "possible",
		[MT_ID_LIKELY] = "likely",
		[MT_ID_CERTAIN] = "certain",
	};

	return texts[sure];
}
